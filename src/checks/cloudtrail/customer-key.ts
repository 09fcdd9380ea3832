import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'cloudtrail/customer-key',
  title: 'Trails are under a key of the customer',
  severity: 'medium',
  why: 'Whoever may read the bucket reads who did what',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_35', 'AVD-AWS-0015', 'SecurityHub:CloudTrail.2', 'CIS-AWS-3.0.0:3.5'],
  of: ['aws_cloudtrail'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  kms_key_id = aws_kms_key.own.arn
}
`,
    ],
  },
});
