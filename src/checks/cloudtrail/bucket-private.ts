import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { names, relatedTo } from '../related.ts';
import { all, isTrue, worst } from '../rules.ts';

const closed = all(
  isTrue('block_public_acls'),
  isTrue('block_public_policy'),
  isTrue('ignore_public_acls'),
  isTrue('restrict_public_buckets'),
);

export const check = resourceCheck({
  id: 'cloudtrail/bucket-private',
  title: 'The bucket of a trail is closed to the public',
  severity: 'high',
  why: 'Whoever reads the record knows the account, its users and its ways',
  fix: 'Add an `aws_s3_bucket_public_access_block` with all four settings',
  controls: ['AVD-AWS-0161', 'SecurityHub:CloudTrail.6'],
  of: ['aws_cloudtrail'],
  judge(trail, { plan }) {
    const buckets = plan
      .ofType('aws_s3_bucket')
      .filter((bucket) => names(trail, 's3_bucket_name', bucket) === true);
    const ofAccount = plan.ofType('aws_s3_account_public_access_block').map(closed);
    return buckets.map((bucket) => {
      if (ofAccount.length > 0 && worst(ofAccount).outcome === 'pass') return pass;
      const found = relatedTo(plan, bucket, 'aws_s3_bucket_public_access_block', 'bucket');
      if (!found.known) return cannotTell(found.because);
      if (found.value.length === 0)
        return fail(`no aws_s3_bucket_public_access_block names ${bucket.address}, its bucket`, {
          path: 's3_bucket_name',
        });
      return worst(found.value.map(closed));
    });
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = aws_s3_bucket.logs.id
}
`,
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = aws_s3_bucket.logs.id
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket              = aws_s3_bucket.logs.id
  block_public_acls   = true
  block_public_policy = false
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = aws_s3_bucket.logs.id
}
resource "aws_s3_account_public_access_block" "all" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = aws_s3_bucket.logs.id
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
    ],
  },
});
