import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

const memberships: readonly [type: string, path: string][] = [
  ['aws_iam_group_membership', 'users'],
  ['aws_iam_user_group_membership', 'user'],
];

export const check = resourceCheck({
  id: 'iam/users-in-groups',
  title: 'IAM users get their rights from groups',
  severity: 'low',
  why: 'Rights that are given one by one differ from person to person, and stay when people move',
  fix: 'Put the user into a group by an `aws_iam_user_group_membership`',
  controls: ['CKV2_AWS_21'],
  of: ['aws_iam_user'],
  judge(user, { plan }) {
    const found = memberships.map(([type, path]) => relatedTo(plan, user, type, path));
    if (found.some((members) => members.known && members.value.length > 0)) return pass;
    const open = found.find((members) => !members.known);
    if (open && !open.known) return cannotTell(open.because);
    return fail('no aws_iam_user_group_membership or aws_iam_group_membership names the user');
  },
  examples: {
    bad: ['resource "aws_iam_user" "ana" {\n  name = "ana"\n}\n'],
    good: [
      `
resource "aws_iam_user" "ana" {
  name = "ana"
}

resource "aws_iam_user_group_membership" "ana" {
  user   = aws_iam_user.ana.name
  groups = ["analysts"]
}
`,
      `
resource "aws_iam_user" "ana" {
  name = "ana"
}

resource "aws_iam_group_membership" "analysts" {
  name  = "analysts"
  group = "analysts"
  users = [aws_iam_user.ana.name]
}
`,
    ],
  },
});
