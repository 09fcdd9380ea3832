import { resourceCheck } from '../check.ts';
import { each, isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
export const check = resourceCheck({
  id: 'hollow/lifecycle-disabled',
  title: 'Lifecycle and replication rules of buckets are on',
  severity: 'low',
  why: 'A rule that is off looks like a promise that old data goes, or that a copy is kept, and nothing happens',
  fix: 'Set `status = "Enabled"`, or remove the rule',
  controls: ['MLSEC03-BP05'],
  of: ['aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_replication_configuration'],
  judge: each('rule', isNoneOf('status', ['Disabled'])),
  examples: {
    bad: [
      `
resource "aws_s3_bucket_lifecycle_configuration" "data" {
  bucket = "data-of-ours"
  rule {
    id     = "old"
    status = "Disabled"
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
resource "aws_s3_bucket_lifecycle_configuration" "data" {
  bucket = "data-of-ours"
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
