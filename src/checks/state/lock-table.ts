import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** The key of the table is how the backend knows it. https://developer.hashicorp.com/terraform/language/backend/s3#dynamodb-state-locking */
export const check = resourceCheck({
  id: 'state/lock-table',
  title: 'The table with the locks of the state cannot be deleted by mistake',
  severity: 'low',
  why: 'Without the table two applies write one state at a time, and each undoes the other',
  fix: 'Set `deletion_protection_enabled = true`, or lock in the bucket with `use_lockfile`',
  isChangeSafe: true,
  controls: [],
  of: ['aws_dynamodb_table'],
  judge(table) {
    const key = table.attribute('hash_key');
    if (!key.known || key.value !== 'LockID') return undefined;
    return isTrue('deletion_protection_enabled')(table);
  },
  examples: {
    bad: [
      `
resource "aws_dynamodb_table" "lock" {
  name         = "terraform-lock"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "LockID"
  attribute {
    name = "LockID"
    type = "S"
  }
}
`,
    ],
    good: [
      `
resource "aws_dynamodb_table" "lock" {
  name                        = "terraform-lock"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true
  attribute {
    name = "LockID"
    type = "S"
  }
}
`,
    ],
  },
});
