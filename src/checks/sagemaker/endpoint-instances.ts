import { resourceCheck } from '../check.ts';
import { any, each, has, isAtLeast } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-best-practices.html */
export const check = resourceCheck({
  id: 'sagemaker/endpoint-instances',
  title: 'Endpoints in production start with more than one instance',
  severity: 'low',
  why: 'One instance is in one zone: while it is replaced, or the zone is down, the model does not answer',
  fix: 'Set `initial_instance_count = 2` or more; a serverless variant needs none',
  controls: ['SecurityHub:SageMaker.4', 'Config:sagemaker-endpoint-config-prod-instance-count'],
  of: ['aws_sagemaker_endpoint_configuration'],
  judge: (resource, { environment }) =>
    environment?.production === false
      ? undefined
      : each(
          'production_variants',
          any(isAtLeast('initial_instance_count', 2), has('serverless_config')),
        )(resource),
  examples: {
    bad: [
      `
resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.m6i.large"
    initial_instance_count = 1
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
      `
resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name = "main"
    model_name   = "spam"
    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}
`,
    ],
  },
});
