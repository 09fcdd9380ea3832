import { policyValidity } from '../policy-validity.ts';

export const check = policyValidity({
  id: 'iam-policies/accepted-by-aws',
  title: 'AWS accepts every policy',
  severity: 'high',
  why: 'Apply fails half-way, or the policy does not say what it seems to',
  fix: 'Mend what the evidence names',
  controls: ['Holdfast:policy-validity'],
  severities: ['error'],
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sagemaker:*"], Resource = "*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject" }]
  })
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
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
