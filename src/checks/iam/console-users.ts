import { fail, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp */
export const check = resourceCheck({
  id: 'iam/console-users',
  title: 'IAM users have no passwords for the console',
  severity: 'medium',
  why: 'A password that was guessed or phished opens the account, and lives beside the directory in which people are managed',
  fix: 'Let people sign in by IAM Identity Center or by their identity provider',
  controls: ['CKV2_AWS_22'],
  of: ['aws_iam_user_login_profile'],
  judge: () => fail('a user can sign in to the console by a password'),
  examples: {
    bad: [
      `
resource "aws_iam_user" "ana" {
  name = "ana"
}

resource "aws_iam_user_login_profile" "ana" {
  user = aws_iam_user.ana.name
}
`,
    ],
    good: [
      `
resource "aws_iam_user" "robot" {
  name = "robot"
}
`,
    ],
  },
});
