import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/notification',
  title: 'Trails say when there is a new file',
  severity: 'low',
  why: 'Whoever collects the files must look for them',
  fix: 'Set `sns_topic_name`',
  controls: ['CKV_AWS_252'],
  of: ['aws_cloudtrail'],
  judge: isSet('sns_topic_name'),
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
  sns_topic_name = "trail"
}
`,
    ],
  },
});
