import { identityKinds, policyCheck } from '../policy-check.ts';

export const check = policyCheck({
  id: 'iam-policies/all-resources-but-some',
  title: 'Policies name the resources that they allow',
  severity: 'medium',
  why: 'Allow with NotResource reaches everything else, also what is made later',
  fix: 'Write Resource with the ARNs that are needed',
  controls: ['cfn-nag:W21', 'cfn-nag:W22', 'cfn-nag:W23'],
  kinds: identityKinds,
  offends: ({ effect, notResources }) =>
    effect === 'Allow' && notResources ? `reaches everything but ${notResources.join(', ')}` : undefined,
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", NotResource = "arn:aws:s3:::secret/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "s3:GetObject", NotResource = "arn:aws:s3:::data/*" }]
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
