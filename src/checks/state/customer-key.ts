import { cannotTell, fail, resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { isForState } from '../in-state.ts';
import { relatedTo } from '../related.ts';
import { some, worst } from '../rules.ts';

/** https://developer.hashicorp.com/terraform/language/state/sensitive-data */
export const check = resourceCheck({
  id: 'state/customer-key',
  title: 'The state of Terraform is encrypted with a customer key',
  severity: 'medium',
  why: 'The state holds secrets in plain text: with a key of AWS, who may read the bucket reads them, and no key policy stands between',
  fix: 'Add an `aws_s3_bucket_server_side_encryption_configuration` with `sse_algorithm = "aws:kms"` and a customer key for the bucket',
  controls: ['CKV_AWS_145'],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    if (!isForState(bucket)) return undefined;
    const type = 'aws_s3_bucket_server_side_encryption_configuration';
    const found = relatedTo(plan, bucket, type, 'bucket');
    if (!found.known) return cannotTell(found.because);
    const path = 'apply_server_side_encryption_by_default.kms_master_key_id';
    const inline = 'server_side_encryption_configuration';
    if (found.value.length === 0)
      return bucket.isLeftOut(inline)
        ? fail(`no ${type} names the bucket`)
        : isCustomerKey(`${inline}.rule.${path}`, plan)(bucket);
    return worst(found.value.map(some('rule', isCustomerKey(path, plan))));
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {
  bucket = "acme-terraform-backend"
}
`,
      `
resource "aws_s3_bucket" "state" {
  bucket = "acme-terraform-state"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "state" {}

resource "aws_s3_bucket" "state" {
  bucket = "acme-terraform-state"
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.state.arn
      }
    }
  }
}
`,
      `
resource "aws_kms_key" "state" {
  enable_key_rotation = true
}

resource "aws_s3_bucket" "state" {
  bucket = "acme-terraform-state"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.state.arn
    }
  }
}
`,
    ],
  },
});
