import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'cloudwatch/customer-key',
  title: 'Logs are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_158', 'AVD-AWS-0017'],
  of: ['aws_cloudwatch_log_group'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_log_group" "own" {
  name = "own"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_cloudwatch_log_group" "own" {
  name = "own"
  kms_key_id = aws_kms_key.own.arn
}
`,
    ],
  },
});
