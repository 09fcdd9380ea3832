import { policyCheck } from '../policy-check.ts';

export const check = policyCheck({
  id: 'trust/whole-account',
  title: 'Roles do not trust every identity of an account',
  severity: 'medium',
  why: 'Every identity of the account whose own policies say so can become the role',
  fix: 'Name the roles or users that may assume it, or demand MFA by a condition',
  controls: ['CKV_AWS_61'],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    if (effect !== 'Allow' || conditions.length > 0) return undefined;
    const account = principals.find(
      ({ type, value }) => type === 'AWS' && /^(?:\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(value),
    );
    return account && `trusts every identity of ${account.value}`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sts:AssumeRole" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sts:AssumeRole", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
  },
});
