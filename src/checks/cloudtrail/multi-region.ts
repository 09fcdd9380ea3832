import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/multi-region',
  title: 'Trails cover every region',
  severity: 'medium',
  why: 'What happens in a region that nobody uses is not seen',
  fix: 'Set `is_multi_region_trail = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_67', 'AVD-AWS-0014', 'SecurityHub:CloudTrail.1', 'CIS-AWS-3.0.0:3.1'],
  of: ['aws_cloudtrail'],
  judge: isTrue('is_multi_region_trail'),
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
  is_multi_region_trail = true
}
`,
    ],
  },
});
