import { resourceCheck } from '../check.ts';
import { all, each, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'dynamodb/point-in-time-recovery',
  title: 'Tables can be restored to any moment',
  severity: 'medium',
  why: 'What is overwritten or deleted is lost',
  fix: 'Add `point_in_time_recovery { enabled = true }`',
  isChangeSafe: true,
  controls: ['CKV_AWS_28', 'AVD-AWS-0024', 'SecurityHub:DynamoDB.2', 'AwsSolutions-DDB3'],
  of: ['aws_dynamodb_table'],
  judge: all(isTrue('point_in_time_recovery.enabled'), each('replica', isTrue('point_in_time_recovery'))),
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
  point_in_time_recovery {
    enabled = false
  }
}
`,
      `
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
  point_in_time_recovery {
    enabled = true
  }
  replica {
    region_name = "eu-central-1"
  }
}
`,
    ],
    good: [
      `
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
  point_in_time_recovery {
    enabled = true
  }
  replica {
    region_name            = "eu-central-1"
    point_in_time_recovery = true
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
  point_in_time_recovery {
    enabled = true
  }
}
`,
    ],
  },
});
