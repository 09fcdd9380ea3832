import { fail, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp */
export const check = resourceCheck({
  id: 'iam/users',
  title: 'People and programs take roles, and are not users of IAM',
  severity: 'low',
  why: 'A user of IAM has credentials that do not expire, and outlives the person or the program',
  fix: 'Give people permission sets of IAM Identity Center, and programs a role',
  controls: ['CKV_AWS_273'],
  of: ['aws_iam_user'],
  judge: () => fail('it is a user of IAM'),
  examples: {
    bad: ['resource "aws_iam_user" "ana" {\n  name = "ana"\n}\n'],
    good: [
      `
resource "aws_iam_role" "analyst" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
  },
});
