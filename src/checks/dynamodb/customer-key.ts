import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, each, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'dynamodb/customer-key',
  title: 'Tables are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `server_side_encryption` with `enabled = true` and `kms_key_arn`',
  controls: ['CKV_AWS_119', 'AVD-AWS-0025'],
  of: ['aws_dynamodb_table'],
  judge: (resource, { plan }) =>
    all(
      isTrue('server_side_encryption.enabled'),
      isCustomerKey('server_side_encryption.kms_key_arn', plan),
      each('replica', isCustomerKey('kms_key_arn', plan)),
    )(resource),
  examples: {
    bad: [
      `
resource "aws_dynamodb_table" "own" {
  name         = "own"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
`,
      `
resource "aws_dynamodb_table" "own" {
  name         = "own"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled = true
  }
}
`,
      `
resource "aws_kms_key" "own" {}
resource "aws_dynamodb_table" "own" {
  name             = "own"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.own.arn
  }
  replica {
    region_name = "eu-central-1"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_dynamodb_table" "own" {
  name             = "own"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.own.arn
  }
  replica {
    region_name = "eu-central-1"
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}
`,
      `
resource "aws_kms_key" "own" {}
resource "aws_dynamodb_table" "own" {
  name         = "own"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.own.arn
  }
}
`,
    ],
  },
});
