import { isClosed } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const check = policyCheck({
  id: 'trust/anybody',
  title: 'Roles cannot be assumed by everybody',
  severity: 'critical',
  why: 'Anybody with an AWS account can become the role',
  fix: 'Name the accounts, roles or services that may assume it',
  controls: ['CKV_AWS_60'],
  kinds: ['trust'],
  offends({ effect, principals = [], notPrincipals, conditions }) {
    if (effect !== 'Allow') return undefined;
    if (notPrincipals) return 'trusts everybody but those in NotPrincipal';
    const isAnybody = principals.some(({ type, value }) => type === '*' || (type === 'AWS' && value === '*'));
    return isAnybody && !isClosed(conditions) ? 'trusts everybody' : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sts:AssumeRole" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = ["arn:aws:iam::123456789012:root", "*"] }, Action = "sts:AssumeRole" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole", Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-1234567890" } } }]
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
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/ci" }, Action = "sts:AssumeRole" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1234567890" } } }]
  })
}
`,
    ],
  },
});
