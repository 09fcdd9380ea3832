import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/access-log',
  title: 'Buckets write an access log',
  severity: 'low',
  why: 'Who read or changed what cannot be found out afterwards',
  fix: 'Add an `aws_s3_bucket_logging` that writes to a bucket for logs',
  controls: [
    'CKV_AWS_18',
    'AVD-AWS-0089',
    'SecurityHub:S3.9',
    'Config:s3-bucket-logging-enabled',
    'AwsSolutions-S1',
    'MLSEC06-BP02',
  ],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    if (has('logging')(bucket).outcome === 'pass') return pass;
    const [logging, received] = [
      relatedTo(plan, bucket, 'aws_s3_bucket_logging', 'bucket'),
      relatedTo(plan, bucket, 'aws_s3_bucket_logging', 'target_bucket'),
    ];
    if (!logging.known) return cannotTell(logging.because);
    // A bucket of logs that logged itself would never come to an end.
    if (received.known && received.value.length > 0) return pass;
    return logging.value.length > 0 ? pass : fail('no aws_s3_bucket_logging names the bucket');
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "logs" {}

resource "aws_s3_bucket" "many" {
  for_each = toset(["a", "b"])
}

resource "aws_s3_bucket_logging" "many" {
  for_each      = { a = aws_s3_bucket.many["a"].id, b = aws_s3_bucket.many["b"].id }
  bucket        = each.value
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = each.key
}
`,
      `
resource "aws_s3_bucket" "logs" {}
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_logging" "own" {
  bucket = aws_s3_bucket.own.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "own/"
}
`,
    ],
  },
});
