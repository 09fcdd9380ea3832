import { resourceCheck } from '../check.ts';
import { any, has, isOneOf, some } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/data-events',
  title: 'Trails record who reads and writes objects',
  severity: 'medium',
  why: 'Who read or poisoned training data cannot be found out',
  fix: 'Add an `event_selector` or `advanced_event_selector` for `AWS::S3::Object`',
  controls: ['AVD-AWS-0171', 'AVD-AWS-0172', 'CIS-AWS-3.0.0:3.8', 'MLSEC06-BP02'],
  of: ['aws_cloudtrail'],
  judge: any(
    some('event_selector.data_resource', isOneOf('type', ['AWS::S3::Object'])),
    has('advanced_event_selector'),
  ),
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
  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
`,
    ],
  },
});
