import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'dynamodb/deletion-protection',
  title: 'Tables are protected from deletion',
  severity: 'low',
  why: 'A mistake in a change deletes all data',
  fix: 'Set `deletion_protection_enabled = true`',
  isChangeSafe: true,
  controls: ['SecurityHub:DynamoDB.6'],
  of: ['aws_dynamodb_table'],
  judge: isTrue('deletion_protection_enabled'),
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
  deletion_protection_enabled = true
}
`,
    ],
  },
});
