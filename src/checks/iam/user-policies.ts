import { fail, resourceCheck } from '../check.ts';
import { isUnset } from '../rules.ts';

export const check = resourceCheck({
  id: 'iam/user-policies',
  title: 'Policies are attached to groups and roles, not to users',
  severity: 'low',
  why: 'Who may what is lost from sight, and stays when people move',
  fix: 'Attach the policy to a group or a role',
  controls: [
    'CKV_AWS_40',
    'CKV_AWS_273',
    'AVD-AWS-0143',
    'SecurityHub:IAM.2',
    'CIS-AWS-3.0.0:1.15',
    'Config:iam-user-no-policies-check',
  ],
  of: [
    'aws_iam_user_policy',
    'aws_iam_user_policy_attachment',
    'aws_iam_user_policy_attachments_exclusive',
    'aws_iam_policy_attachment',
  ],
  judge: (resource) =>
    resource.type === 'aws_iam_policy_attachment'
      ? isUnset('users')(resource)
      : fail('it is attached to a user'),
  examples: {
    bad: [
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_user_policy_attachment" "own" {
  user       = aws_iam_user.own.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`,
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_policy_attachment" "own" {
  name       = "own"
  users      = [aws_iam_user.own.name]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`,
    ],
    good: [
      `
resource "aws_iam_policy_attachment" "own" {
  name       = "own"
  roles      = ["own"]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`,
    ],
  },
});
