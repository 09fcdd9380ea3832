import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, among, isOnEverything } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/assume-any-role',
  title: 'Policies name the roles that can be assumed',
  severity: 'high',
  why: 'The holder can become every role that trusts its account',
  fix: 'Name the roles in Resource',
  controls: ['MLSEC03-BP01'],
  kinds: identityKinds,
  offends(statement) {
    if (statement.effect !== 'Allow' || statement.principals || statement.conditions.length > 0)
      return undefined;
    const isAny =
      isOnEverything(statement) || (statement.resources ?? []).some((one) => /:role\/\*$/.test(one));
    return isAny && among(actionsOf(statement), ['sts:AssumeRole']).length > 0
      ? 'lets every role be assumed'
      : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["sts:*"]
    resources = ["*"]
  }
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::123456789012:role/train" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "sts:AssumeRole", Resource = "*" }]
  })
}
`,
    ],
  },
});
