import { fail, resourceCheck } from '../check.ts';
import { isUnset } from '../rules.ts';

/** Types that may attach nothing: a list of policies, or of users. */
const lists: Readonly<Record<string, string>> = {
  aws_iam_user_policy_attachments_exclusive: 'policy_arns',
  aws_iam_user_policies_exclusive: 'policy_names',
  aws_iam_policy_attachment: 'users',
};

export const check = resourceCheck({
  id: 'iam/user-policies',
  title: 'Policies are attached to groups and roles, not to users',
  severity: 'low',
  why: 'Who may what is lost from sight, and stays when people move',
  fix: 'Attach the policy to a group or a role',
  controls: [
    'CKV_AWS_40',
    'AVD-AWS-0143',
    'SecurityHub:IAM.2',
    'CIS-AWS-3.0.0:1.15',
    'Config:iam-user-no-policies-check',
  ],
  of: ['aws_iam_user_policy', 'aws_iam_user_policy_attachment', ...Object.keys(lists)],
  judge(resource) {
    const list = lists[resource.type];
    return list === undefined ? fail('it is attached to a user') : isUnset(list)(resource);
  },
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
      `
resource "aws_iam_user_policies_exclusive" "own" {
  user_name    = "own"
  policy_names = ["write"]
}
`,
    ],
    good: [
      `
resource "aws_iam_user_policies_exclusive" "own" {
  user_name    = "own"
  policy_names = []
}

resource "aws_iam_user_policy_attachments_exclusive" "own" {
  user_name   = "own"
  policy_arns = []
}
`,
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
