import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, isTrue } from '../rules.ts';

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
    ],
    good: [
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
