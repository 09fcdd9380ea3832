import type { Attributes, Plan, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { relatedTo } from '../related.ts';
import { all, isOneOf, worst } from '../rules.ts';

/**
 * Server access logs are only written to buckets under Amazon S3's own keys.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
function takesAccessLogs(plan: Plan, bucket: Resource): boolean {
  const logs = relatedTo(plan, bucket, 'aws_s3_bucket_logging', 'target_bucket');
  return logs.known && logs.value.length > 0;
}

export const check = resourceCheck({
  id: 's3/customer-key',
  title: 'Buckets encrypt with a key of the customer',
  severity: 'medium',
  why: 'With keys of AWS nobody can say by a key policy who may decrypt, nor destroy the key',
  fix: 'Add an `aws_s3_bucket_server_side_encryption_configuration` with `aws:kms` and the ARN of your key',
  controls: [
    'CKV_AWS_145',
    'AVD-AWS-0132',
    'SecurityHub:S3.17',
    'Config:s3-default-encryption-kms',
    'MLSEC02-BP01',
  ],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    const rule = 'rule.apply_server_side_encryption_by_default';
    const judged = (path: string, attributes: Attributes) =>
      all(
        isOneOf(`${path}.sse_algorithm`, ['aws:kms', 'aws:kms:dsse']),
        isCustomerKey(`${path}.kms_master_key_id`, plan),
      )(attributes);
    if (takesAccessLogs(plan, bucket)) return undefined;
    const own = relatedTo(plan, bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket');
    if (!own.known) return cannotTell(own.because);
    if (own.value.length > 0) return worst(own.value.map((one) => judged(rule, one)));
    if (bucket.isLeftOut('server_side_encryption_configuration'))
      return fail("it is encrypted with Amazon S3's own keys");
    return judged(`server_side_encryption_configuration.${rule}`, bucket);
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/aws/s3"
    }
  }
}
`,
      `
data "aws_kms_alias" "aws" {
  name = "alias/aws/s3"
}
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = data.aws_kms_alias.aws.target_key_arn
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "logs" {}

resource "aws_s3_bucket_logging" "own" {
  bucket        = "data-of-ours"
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "data/"
}
`,
      `
resource "aws_kms_key" "own" {}
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.own.arn
    }
  }
}
`,
    ],
  },
});
