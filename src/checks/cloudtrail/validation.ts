import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/validation',
  title: 'Trails can be validated',
  severity: 'high',
  why: 'Whoever can write to the bucket can change what happened',
  fix: 'Set `enable_log_file_validation = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_36', 'AVD-AWS-0016', 'SecurityHub:CloudTrail.4', 'CIS-AWS-3.0.0:3.2'],
  of: ['aws_cloudtrail'],
  judge: isTrue('enable_log_file_validation'),
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
  enable_log_file_validation = true
}
`,
    ],
  },
});
