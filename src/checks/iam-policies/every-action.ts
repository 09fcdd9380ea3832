import { identityKinds, policyCheck } from '../policy-check.ts';
import { isEveryAction } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/every-action',
  title: 'Policies name the actions that they allow',
  severity: 'high',
  why: 'Every action of every service, also of those that AWS will add, can be done to what the statement names',
  fix: 'Name the actions that are needed',
  controls: ['CKV_AWS_49', 'CKV_AWS_63', 'AVD-AWS-0057'],
  kinds: identityKinds,
  offends: (statement) =>
    statement.effect === 'Allow' && !statement.principals && isEveryAction(statement)
      ? 'allows every action'
      : undefined,
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["*"]
    resources = ["arn:aws:s3:::data/*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:Get*"], Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
    ],
  },
});
