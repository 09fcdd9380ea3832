import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecr/customer-key',
  title: 'Images are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `encryption_type = "KMS"` and `kms_key`',
  controls: ['CKV_AWS_136', 'AVD-AWS-0033', 'SecurityHub:ECR.5'],
  of: ['aws_ecr_repository'],
  judge: (resource, { plan }) =>
    all(
      isOneOf('encryption_configuration.encryption_type', ['KMS', 'KMS_DSSE']),
      isCustomerKey('encryption_configuration.kms_key', plan),
    )(resource),
  examples: {
    bad: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  encryption_configuration {
    encryption_type = "KMS"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_ecr_repository" "own" {
  name = "own"
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.own.arn
  }
}
`,
    ],
  },
});
