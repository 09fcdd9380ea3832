import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'iam/root-keys',
  title: 'The root user has no access keys',
  severity: 'critical',
  why: 'Such a key can do everything, and nothing can limit it',
  fix: 'Remove the key',
  controls: ['CKV_AWS_348', 'AVD-AWS-0141', 'SecurityHub:IAM.4', 'CIS-AWS-3.0.0:1.4'],
  of: ['aws_iam_access_key'],
  judge: isNoneOf('user', ['root']),
  examples: {
    bad: [
      `
resource "aws_iam_access_key" "own" {
  user = "root"
}
`,
    ],
    good: [
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_access_key" "own" {
  user = aws_iam_user.own.name
}
`,
    ],
  },
});
