import type { Condition } from '../../clouds/aws/iam/policy/statement.ts';
import { policyCheck } from '../policy-check.ts';
import { isAccount } from '../statements.ts';

/** Keys that say nothing of who asks: everybody's requests have them. */
const indifferent =
  /^aws:(?:CurrentTime|EpochTime|Referer|RequestedRegion|SecureTransport|UserAgent|TokenIssueTime)$/i;

function narrows({ operator, key, values }: Condition): boolean {
  if (indifferent.test(key) || /IfExists$|^ForAllValues:/i.test(operator)) return false;
  return !values.some((value) => /^[*?]+$/.test(value));
}

export const check = policyCheck({
  id: 'trust/whole-account',
  title: 'Roles do not trust every identity of an account',
  severity: 'medium',
  why: 'Every identity of the account whose own policies say so can become the role',
  fix: 'Name the roles or users that may assume it, or demand MFA by a condition',
  controls: ['CKV_AWS_61'],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    if (effect !== 'Allow' || conditions.some(narrows)) return undefined;
    const account = principals.find(isAccount);
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
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sts:AssumeRole", Condition = { Bool = { "aws:SecureTransport" = "true" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sts:AssumeRole", Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "sts:AssumeRole", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/ci-*" } } }]
  })
}
`,
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
