import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'ebs/volume-customer-key',
  title: 'Volumes are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_189', 'CKV_AWS_183', 'AVD-AWS-0027'],
  of: ['aws_ebs_volume', 'aws_ebs_snapshot_copy'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_ebs_volume" "own" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted = true
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_ebs_volume" "own" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted  = true
  kms_key_id = aws_kms_key.own.arn
}
`,
    ],
  },
});
