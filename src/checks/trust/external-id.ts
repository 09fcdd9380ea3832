import { isAnything, limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';
import { actionsOf, among } from '../statements.ts';

function accountIn(principal: string): string | undefined {
  return /^(?:arn:[^:]*:iam::)?(\d{12})(?::|$)/.exec(principal)?.[1];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export const check = policyCheck({
  id: 'trust/external-id',
  title: 'Roles that other companies assume demand an external id',
  severity: 'low',
  why: 'Somebody else can make the other company act on the role for them: the confused deputy',
  fix: 'Demand `sts:ExternalId` by a condition',
  controls: [],
  kinds: ['trust'],
  offends(statement, _all, { resource }, { aws }) {
    const { effect, principals = [], conditions } = statement;
    if (effect !== 'Allow' || among(actionsOf(statement), ['sts:AssumeRole']).length === 0) return undefined;
    const own = aws.principals.find((one) => one.resource?.address === resource.address)?.principal.account;
    const other = principals.find(
      ({ type, value }) => type === 'AWS' && accountIn(value) !== undefined && accountIn(value) !== own,
    );
    const isBound = conditions.some(
      ({ operator, key, values }) =>
        /^(?:sts:ExternalId|aws:PrincipalOrg(?:ID|Paths))$/i.test(key) &&
        limits(operator) &&
        !values.some((value) => isAnything(key, value)),
    );
    return other && !isBound ? `trusts ${other.value} of another account without an external id` : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "sts:AssumeRole" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "sts:*", Condition = { StringLike = { "sts:ExternalId" = "*" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "sts:AssumeRole", Condition = { StringEqualsIfExists = { "sts:ExternalId" = "holdfast-1" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "sts:ExternalId" = "holdfast-1" } } }]
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
    ],
  },
});
