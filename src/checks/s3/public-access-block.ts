import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

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
    const ofAccount = plan.ofType('aws_s3_account_public_access_block');
    return blocks.value.length + ofAccount.length > 0
      ? pass
      : fail('no aws_s3_bucket_public_access_block names the bucket');
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
