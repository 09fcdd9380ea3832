import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/restrict-public-buckets',
  title: 'Public access blocks leave buckets with public policies to their account',
  severity: 'high',
  why: 'One wrong ACL or policy, now or later, opens the bucket to the internet',
  fix: 'Set `restrict_public_buckets = true`',
  controls: ['CKV_AWS_56', 'AVD-AWS-0093', 'SecurityHub:S3.8'],
  of: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
  judge: isTrue('restrict_public_buckets'),
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = aws_s3_bucket.own.id
  block_public_acls = true
  block_public_policy = true
  ignore_public_acls = true
  restrict_public_buckets = false
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = aws_s3_bucket.own.id
  block_public_acls = true
  block_public_policy = true
  ignore_public_acls = true
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = aws_s3_bucket.own.id
  block_public_acls = true
  block_public_policy = true
  ignore_public_acls = true
  restrict_public_buckets = true
}
`,
    ],
  },
});
