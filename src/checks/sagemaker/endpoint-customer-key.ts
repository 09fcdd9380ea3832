import type { Resource } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { hasOwnDisks, isCustomerKey } from '../customer-key.ts';

function takesKey(endpoint: Resource): boolean {
  const variants = endpoint.elements('production_variants');
  if (!variants.known || variants.value.length === 0) return true;
  return !variants.value.some((variant) => {
    const type = variant.attribute('instance_type');
    return type.known && hasOwnDisks(type.value);
  });
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html */
export const check = resourceCheck({
  id: 'sagemaker/endpoint-customer-key',
  title: 'Endpoints encrypt their volumes with a customer key',
  severity: 'medium',
  why: 'The volume holds the weights and what the container writes of requests: with a key of AWS nobody can say, or narrow, who decrypts them',
  fix: 'Set `kms_key_arn` to a customer key',
  controls: [
    'CKV_AWS_98',
    'Config:sagemaker-endpoint-configuration-kms-key-configured',
    'KICS:Sagemaker Endpoint Configuration Encryption Disabled',
    'MLSEC02-BP01',
    'ATLAS:AML.M0005',
  ],
  of: ['aws_sagemaker_endpoint_configuration'],
  judge: (resource, { plan }) =>
    takesKey(resource) ? isCustomerKey('kms_key_arn', plan)(resource) : undefined,
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
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_endpoint_configuration" "local" {
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 2
  }
}
`,
      `
resource "aws_kms_key" "endpoints" {
  enable_key_rotation = true
}

resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  kms_key_arn = aws_kms_key.endpoints.arn
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
