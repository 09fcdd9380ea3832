import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/enabled',
  title: 'Trails are switched on',
  severity: 'high',
  why: 'The trail looks as if it recorded, and records nothing',
  fix: 'Leave `enable_logging` true',
  isChangeSafe: true,
  controls: ['CKV_AWS_251'],
  of: ['aws_cloudtrail'],
  judge: isTrue('enable_logging'),
  examples: {
    bad: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  enable_logging = false
}
`,
    ],
    good: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
}
`,
    ],
  },
});
