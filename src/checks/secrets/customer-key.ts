import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'secrets/customer-key',
  title: 'Secrets are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_149', 'AVD-AWS-0098'],
  of: ['aws_secretsmanager_secret'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_secretsmanager_secret" "own" {}
`,
      `
resource "aws_secretsmanager_secret" "own" {
  kms_key_id = "alias/aws/secretsmanager"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_secretsmanager_secret" "own" {
  kms_key_id = aws_kms_key.own.arn
}
`,
    ],
  },
});
