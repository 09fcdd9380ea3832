import { pass, resourceCheck } from '../check.ts';
import { all, isTrue } from '../rules.ts';

/** Where each type says it. */
const blocks: Readonly<Record<string, string>> = {
  aws_s3_access_point: 'public_access_block_configuration',
  aws_s3control_multi_region_access_point: 'details.public_access_block',
};

const settings = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
];

/** What is left out is on, and cannot be changed later: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html */
export const check = resourceCheck({
  id: 's3/access-point',
  title: 'Access points of buckets block public access',
  severity: 'high',
  why: 'An access point has settings of its own: one wrong policy of it opens what is behind it',
  fix: 'Leave `public_access_block_configuration` out, or set all four true; the access point is made anew by that',
  controls: ['CKV_AWS_392', 'SecurityHub:S3.19', 'SecurityHub:S3.24'],
  of: Object.keys(blocks),
  judge(point) {
    const block = blocks[point.type];
    if (block === undefined || point.isLeftOut(block)) return pass;
    return all(...settings.map((name) => isTrue(`${block}.${name}`)))(point);
  },
  examples: {
    bad: [
      `
resource "aws_s3_access_point" "own" {
  bucket = "data"
  name   = "own"
  public_access_block_configuration {
    block_public_acls       = true
    block_public_policy     = false
    ignore_public_acls      = true
    restrict_public_buckets = true
  }
}
`,
      `
resource "aws_s3control_multi_region_access_point" "own" {
  details {
    name = "own"
    public_access_block {
      block_public_policy = false
    }
    region {
      bucket = "data"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_access_point" "own" {
  bucket = "data"
  name   = "own"
}
`,
      `
resource "aws_s3_access_point" "own" {
  bucket = "data"
  name   = "own"
  public_access_block_configuration {
    block_public_acls       = true
    block_public_policy     = true
    ignore_public_acls      = true
    restrict_public_buckets = true
  }
}
`,
    ],
  },
});
