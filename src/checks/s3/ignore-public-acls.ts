import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/ignore-public-acls',
  title: 'Public access blocks ignore ACLs that are public',
  severity: 'high',
  why: 'One wrong ACL or policy, now or later, opens the bucket to the internet',
  fix: 'Set `ignore_public_acls = true`',
  controls: ['CKV_AWS_55', 'AVD-AWS-0091', 'SecurityHub:S3.8'],
  of: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
  judge: isTrue('ignore_public_acls'),
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = aws_s3_bucket.own.id
  block_public_acls = true
  block_public_policy = true
  ignore_public_acls = false
  restrict_public_buckets = true
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket = aws_s3_bucket.own.id
  block_public_acls = true
  block_public_policy = true
  restrict_public_buckets = true
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
