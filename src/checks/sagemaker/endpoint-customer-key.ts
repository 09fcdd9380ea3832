import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

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
  judge: (resource, { plan }) => isCustomerKey('kms_key_arn', plan)(resource),
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
