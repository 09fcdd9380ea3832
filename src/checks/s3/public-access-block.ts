import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { all, isTrue, worst } from '../rules.ts';

const closed = all(
  isTrue('block_public_acls'),
  isTrue('block_public_policy'),
  isTrue('ignore_public_acls'),
  isTrue('restrict_public_buckets'),
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const check = resourceCheck({
  id: 's3/public-access-block',
  title: 'Buckets have a public access block',
  severity: 'high',
  why: 'One wrong ACL or policy, now or later, opens the bucket to the internet',
  fix: 'Add an `aws_s3_bucket_public_access_block` with all four arguments true',
  controls: [
    'CKV2_AWS_6',
    'AVD-AWS-0094',
    'SecurityHub:S3.8',
    'CIS-AWS-3.0.0:2.1.4',
    'Config:s3-bucket-level-public-access-prohibited',
    'AwsSolutions-S2',
    'MLSEC02-BP01',
  ],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    const blocks = relatedTo(plan, bucket, 'aws_s3_bucket_public_access_block', 'bucket');
    if (!blocks.known) return cannotTell(blocks.because);
    if (blocks.value.length > 0) return pass;
    const ofAccount = plan.ofType('aws_s3_account_public_access_block');
    if (ofAccount.length === 0) return fail('no aws_s3_bucket_public_access_block names the bucket');
    const judged = worst(ofAccount.map(closed));
    return judged.outcome === 'fail'
      ? fail('no aws_s3_bucket_public_access_block names the bucket, and that of the account is not closed')
      : judged;
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_account_public_access_block" "own" {
  block_public_acls = true
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_account_public_access_block" "own" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
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
