import type { Attributes } from '../../terraform/plan/plan.ts';
import { fail, pass, resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

function textOf(key: Attributes): string {
  const user = key.attribute('user');
  return user.known ? String(user.value) : 'a user';
}

export const check = resourceCheck({
  id: 'iam/long-lived-keys',
  title: 'Nobody has keys that do not expire',
  severity: 'medium',
  why: 'A key that leaked stays valid until somebody notices',
  fix: 'Use roles, and single sign-on for people',
  controls: ['KICS:IAM Access Key Is Exposed', 'MLSEC03-BP01'],
  of: ['aws_iam_access_key'],
  judge: (key) =>
    isOneOf('status', ['Inactive'])(key).outcome === 'pass'
      ? pass
      : fail(`${String(textOf(key))} has an access key`),
  examples: {
    bad: [
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_access_key" "own" {
  user = aws_iam_user.own.name
}
`,
    ],
    good: [
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_access_key" "own" {
  user   = aws_iam_user.own.name
  status = "Inactive"
}
`,
    ],
  },
});
