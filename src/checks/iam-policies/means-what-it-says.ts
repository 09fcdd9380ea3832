import { policyValidity } from '../policy-validity.ts';

export const check = policyValidity({
  id: 'iam-policies/means-what-it-says',
  title: 'Policies mean what they say',
  severity: 'low',
  why: 'A condition, an action or a resource that never matches gives a false sense of safety',
  fix: 'Mend what the evidence names',
  controls: [],
  severities: ['warning'],
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
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
    ],
  },
});
