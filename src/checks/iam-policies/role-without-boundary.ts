import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, among, isOnEverything, listed } from '../statements.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const check = policyCheck({
  id: 'iam-policies/role-without-boundary',
  title: 'Who can make roles must give them a permissions boundary',
  severity: 'high',
  why: 'Who makes a role without a boundary can give it every right, and pass it on',
  fix: 'Demand the boundary by a condition on `iam:PermissionsBoundary`',
  controls: ['MLSEC04-BP01'],
  kinds: identityKinds,
  offends(statement) {
    const { effect, conditions } = statement;
    if (effect !== 'Allow' || statement.principals) return undefined;
    const found = among(actionsOf(statement), [
      'iam:CreateRole',
      'iam:CreateUser',
      'iam:PutRolePolicy',
      'iam:AttachRolePolicy',
    ]);
    const isBound = conditions.some(({ key }) => key.toLowerCase() === 'iam:permissionsboundary');
    const isWide = isOnEverything(statement) || (statement.resources ?? []).some((one) => one.endsWith('*'));
    return found.length > 0 && isWide && !isBound ? `allows ${listed(found)} without a boundary` : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:AttachRolePolicy"], Resource = "*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::123456789012:role/app-*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::123456789012:role/app-*", Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/limit" } } }]
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
