import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

const memberships: readonly [type: string, path: string][] = [
  ['aws_iam_group_membership', 'group'],
  ['aws_iam_user_group_membership', 'groups'],
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html */
export const check = resourceCheck({
  id: 'hollow/group-without-users',
  title: 'IAM groups have members',
  severity: 'low',
  why: 'The policies of a group without members bind nobody: a denial in one looks present and is not',
  fix: 'Add an `aws_iam_group_membership`, or remove the group',
  controls: ['CKV2_AWS_14'],
  of: ['aws_iam_group'],
  judge(group, { plan }) {
    const found = memberships.map(([type, path]) => relatedTo(plan, group, type, path));
    if (found.some((members) => members.known && members.value.length > 0)) return pass;
    const open = found.find((members) => !members.known);
    if (open && !open.known) return cannotTell(open.because);
    return fail('no aws_iam_group_membership or aws_iam_user_group_membership names the group');
  },
  examples: {
    bad: [
      `
resource "aws_iam_group" "analysts" {
  name = "analysts"
}
`,
    ],
    good: [
      `
resource "aws_iam_group" "analysts" {
  name = "analysts"
}

resource "aws_iam_user" "ana" {
  name = "ana"
}

resource "aws_iam_user_group_membership" "ana" {
  user   = aws_iam_user.ana.name
  groups = [aws_iam_group.analysts.name]
}
`,
      `
resource "aws_iam_group" "analysts" {
  name = "analysts"
}

resource "aws_iam_group_membership" "analysts" {
  name  = "analysts"
  group = aws_iam_group.analysts.name
  users = ["ana"]
}
`,
    ],
  },
});
