import { identityKinds, policyCheck } from '../policy-check.ts';
import { isEveryAction, isOnEverything } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/full-admin',
  title: 'Policies do not give every action on everything',
  severity: 'critical',
  why: 'Whoever has such a policy is an administrator of the account',
  fix: 'Name the actions and the resources that are needed',
  controls: [
    'CKV_AWS_1',
    'CKV_AWS_62',
    'CKV2_AWS_40',
    'AVD-AWS-0057',
    'SecurityHub:IAM.1',
    'CIS-AWS-3.0.0:1.16',
    'Config:iam-policy-no-statements-with-admin-access',
    'MLSEC03-BP01',
  ],
  kinds: identityKinds,
  offends: (statement) =>
    statement.effect === 'Allow' &&
    !statement.principals &&
    statement.conditions.length === 0 &&
    isEveryAction(statement) &&
    isOnEverything(statement)
      ? 'allows every action on everything'
      : undefined,
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}
`,
      `
resource "aws_iam_role_policy" "own" {
  role   = "x"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "*"], Resource = "*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }]
  })
}
`,
    ],
  },
});
