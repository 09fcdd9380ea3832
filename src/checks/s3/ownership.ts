import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/ownership',
  title: 'Buckets own their objects',
  severity: 'low',
  why: 'ACLs of single objects, written by others, go past every policy',
  fix: 'Add an `aws_s3_bucket_ownership_controls` with `BucketOwnerEnforced`',
  controls: ['CKV2_AWS_65', 'SecurityHub:S3.12'],
  of: ['aws_s3_bucket_ownership_controls'],
  judge: isOneOf('rule.object_ownership', ['BucketOwnerEnforced']),
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_ownership_controls" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    object_ownership = "ObjectWriter"
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_ownership_controls" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}
`,
    ],
  },
});
