import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/log-group',
  title: 'Trails go to CloudWatch as well',
  severity: 'low',
  why: 'Nothing can raise an alarm on what happens',
  fix: 'Set `cloud_watch_logs_group_arn`',
  controls: ['CKV2_AWS_10', 'AVD-AWS-0162', 'SecurityHub:CloudTrail.5'],
  of: ['aws_cloudtrail'],
  judge: isSet('cloud_watch_logs_group_arn'),
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
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  cloud_watch_logs_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:trail:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}
`,
    ],
  },
});
