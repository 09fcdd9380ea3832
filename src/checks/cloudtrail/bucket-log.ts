import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { names, relatedTo } from '../related.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudtrail/bucket-log',
  title: 'Who reads the log of a trail is recorded',
  severity: 'low',
  why: 'Who looked at the record, or took parts of it away, cannot be found out',
  fix: 'Add an `aws_s3_bucket_logging` for the bucket of the trail',
  controls: ['AVD-AWS-0163', 'SecurityHub:CloudTrail.7', 'CIS-AWS-3.0.0:3.4'],
  of: ['aws_cloudtrail'],
  judge(trail, { plan }) {
    const buckets = plan
      .ofType('aws_s3_bucket')
      .filter((bucket) => names(trail, 's3_bucket_name', bucket) === true);
    return buckets.map((bucket) => {
      if (has('logging')(bucket).outcome === 'pass') return pass;
      const found = relatedTo(plan, bucket, 'aws_s3_bucket_logging', 'bucket');
      if (!found.known) return cannotTell(found.because);
      return found.value.length > 0
        ? pass
        : fail(`no aws_s3_bucket_logging names ${bucket.address}, its bucket`, { path: 's3_bucket_name' });
    });
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = aws_s3_bucket.logs.id
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = aws_s3_bucket.logs.id
}

resource "aws_s3_bucket_logging" "logs" {
  bucket        = aws_s3_bucket.logs.id
  target_bucket = "access-logs"
  target_prefix = "trail/"
}
`,
    ],
  },
});
