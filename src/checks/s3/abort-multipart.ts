import { resourceCheck } from '../check.ts';
import { all, has, isOneOf, isUnset, some } from '../rules.ts';

/** A rule for a part of the bucket leaves the uploads of the rest. */
const isForAll = all(
  isUnset('prefix'),
  isUnset('filter.prefix'),
  isUnset('filter.tag'),
  isUnset('filter.and'),
  isOneOf('filter.object_size_greater_than', [null, 0]),
  isOneOf('filter.object_size_less_than', [null, 0]),
);

export const check = resourceCheck({
  id: 's3/abort-multipart',
  title: 'Lifecycle rules end unfinished uploads',
  severity: 'low',
  why: 'Parts of uploads that nobody finishes are kept, unseen',
  fix: 'Add `abort_incomplete_multipart_upload` to a rule',
  controls: ['CKV_AWS_300'],
  of: ['aws_s3_bucket_lifecycle_configuration'],
  judge: some(
    'rule',
    all(isOneOf('status', ['Enabled']), has('abort_incomplete_multipart_upload'), isForAll),
  ),
  examples: {
    bad: [
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
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_lifecycle_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    id     = "old"
    status = "Enabled"
    filter {
      prefix = "uploads/"
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
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
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
`,
    ],
  },
});
