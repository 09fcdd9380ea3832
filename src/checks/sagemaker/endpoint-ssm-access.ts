import { resourceCheck } from '../check.ts';
import { all, each, isFalse } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html */
export const check = resourceCheck({
  id: 'sagemaker/endpoint-ssm-access',
  title: 'Nobody can log in to the containers of an endpoint',
  severity: 'medium',
  why: 'With `enable_ssm_access` a session in the serving container reads requests, weights and the credentials of the role, and can change what is answered',
  fix: 'Remove `enable_ssm_access`',
  controls: ['MLSEC06-BP01'],
  of: ['aws_sagemaker_endpoint_configuration'],
  judge: all(
    each('production_variants', isFalse('enable_ssm_access')),
    each('shadow_production_variants', isFalse('enable_ssm_access')),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.m6i.large"
    initial_instance_count = 2
    enable_ssm_access      = true
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.m6i.large"
    initial_instance_count = 2
  }
}
`,
    ],
  },
});
