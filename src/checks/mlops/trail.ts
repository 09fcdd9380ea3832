import { environmentHas } from '../environment-check.ts';

export const check = environmentHas({
  id: 'mlops/trail',
  title: 'Environments record who did what',
  severity: 'high',
  why: 'Nobody can tell afterwards who read the data or changed the platform',
  fix: 'Add an `aws_cloudtrail`, or say `existing: { trail: true }` in `holdfast.yaml`',
  controls: ['MLSEC06-BP02', 'SecurityHub:CloudTrail.1'],
  types: ['aws_cloudtrail'],
  existing: 'trail',
  made: `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs-of-ours"
}
`,
});
