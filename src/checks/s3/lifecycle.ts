import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/lifecycle',
  title: 'Buckets have rules for how long objects stay',
  severity: 'low',
  why: 'Data is kept, and paid for, without end',
  fix: 'Add an `aws_s3_bucket_lifecycle_configuration`',
  controls: ['CKV2_AWS_61', 'SecurityHub:S3.13', 'MLSEC03-BP05'],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    if (has('lifecycle_rule')(bucket).outcome === 'pass') return pass;
    const rules = relatedTo(plan, bucket, 'aws_s3_bucket_lifecycle_configuration', 'bucket');
    if (!rules.known) return cannotTell(rules.because);
    return rules.value.length > 0 ? pass : fail('no aws_s3_bucket_lifecycle_configuration names the bucket');
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_lifecycle_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    id     = "old"
    status = "Enabled"
    filter {}
    expiration {
      days = 90
    }
  }
}
`,
    ],
  },
});
