import { resourceCheck } from '../check.ts';
import { all, has, isOneOf, some } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/abort-multipart',
  title: 'Lifecycle rules end unfinished uploads',
  severity: 'low',
  why: 'Parts of uploads that nobody finishes are kept, unseen',
  fix: 'Add `abort_incomplete_multipart_upload` to a rule',
  controls: ['CKV_AWS_300'],
  of: ['aws_s3_bucket_lifecycle_configuration'],
  judge: some('rule', all(isOneOf('status', ['Enabled']), has('abort_incomplete_multipart_upload'))),
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
