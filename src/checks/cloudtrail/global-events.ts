import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/global-events',
  title: 'Trails record global services',
  severity: 'medium',
  why: 'What is done in IAM and STS is not seen',
  fix: 'Leave `include_global_service_events` true',
  isChangeSafe: true,
  controls: ['KICS:CloudTrail Multi Region Disabled'],
  of: ['aws_cloudtrail'],
  judge: isTrue('include_global_service_events'),
  examples: {
    bad: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  include_global_service_events = false
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
