import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'dynamodb/point-in-time-recovery',
  title: 'Tables can be restored to any moment',
  severity: 'medium',
  why: 'What is overwritten or deleted is lost',
  fix: 'Add `point_in_time_recovery { enabled = true }`',
  isChangeSafe: true,
  controls: ['CKV_AWS_28', 'AVD-AWS-0024', 'SecurityHub:DynamoDB.2', 'AwsSolutions-DDB3'],
  of: ['aws_dynamodb_table'],
  judge: isTrue('point_in_time_recovery.enabled'),
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
    ],
    good: [
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
