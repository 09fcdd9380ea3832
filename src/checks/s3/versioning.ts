import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, isTrue, worst } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html */
export const check = resourceCheck({
  id: 's3/versioning',
  title: 'S3 buckets keep earlier versions of their objects',
  severity: 'medium',
  why: 'Without versions, an object that is overwritten or deleted, by mistake or on purpose, is lost',
  fix: 'Add an `aws_s3_bucket_versioning` with `status = "Enabled"` for the bucket',
  controls: ['CKV_AWS_21', 'AVD-AWS-0090', 'SecurityHub:S3.14'],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    if (isTrue('versioning.enabled')(bucket).outcome === 'pass') return pass;
    const versioning = relatedTo(plan, bucket, 'aws_s3_bucket_versioning', 'bucket');
    if (!versioning.known) return cannotTell(versioning.because);
    if (versioning.value.length === 0) return fail('no aws_s3_bucket_versioning names the bucket');
    return worst(versioning.value.map(isOneOf('versioning_configuration.status', ['Enabled'])));
  },
  examples: {
    bad: [
      'resource "aws_s3_bucket" "data" {}',
      `
resource "aws_s3_bucket" "data" {}

resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id
  versioning_configuration {
    status = "Suspended"
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "data" {
  bucket = "data-of-ours"
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = "data-of-ours"
  versioning_configuration {
    status = "Enabled"
  }
}
`,
    ],
  },
});
