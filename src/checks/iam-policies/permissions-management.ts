import { identityKinds, policyCheck } from '../policy-check.ts';
import { grantedFreely, isOnEverything, isRestrictable, levelsOf, listed } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/permissions-management',
  title: 'Policies do not let anybody change who has access to what',
  severity: 'high',
  why: 'Whoever has the policy can open resources to others, or to everybody',
  fix: 'Name the resources whose policies may be changed',
  controls: ['CKV_AWS_109', 'CKV_AWS_289'],
  kinds: identityKinds,
  offends(statement) {
    if (!isOnEverything(statement)) return undefined;
    const found = levelsOf(grantedFreely(statement), 'Permissions management').filter(isRestrictable);
    return found.length === 0 ? undefined : `allows ${listed(found)} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["kms:PutKeyPolicy", "s3:GetObject"]
    resources = ["*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = "arn:aws:s3:::data" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:DescribeInstances", Resource = "*" }]
  })
}
`,
    ],
  },
});
