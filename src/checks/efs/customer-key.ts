import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'efs/customer-key',
  title: 'File systems are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_184'],
  of: ['aws_efs_file_system'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_efs_file_system" "own" {
  encrypted = true
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_efs_file_system" "own" {
  encrypted  = true
  kms_key_id = aws_kms_key.own.arn
}
`,
    ],
  },
});
