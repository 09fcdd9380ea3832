import { identityKinds, policyCheck } from '../policy-check.ts';

export const check = policyCheck({
  id: 'iam-policies/all-but-some',
  title: 'Policies allow what they name, not all but what they name',
  severity: 'high',
  why: 'Allow with NotAction gives every other action of every service, those of IAM among them',
  fix: 'Write Action with the actions that are needed',
  controls: ['cfn-nag:W15', 'cfn-nag:W16', 'cfn-nag:W17'],
  kinds: identityKinds,
  offends: ({ effect, notActions }) =>
    effect === 'Allow' && notActions ? `allows everything but ${notActions.join(', ')}` : undefined,
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    not_actions = ["s3:DeleteBucket"]
    resources   = ["*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", NotAction = "s3:GetObject", Resource = "*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
    ],
  },
});
