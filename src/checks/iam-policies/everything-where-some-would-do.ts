import { identityKinds, policyCheck } from '../policy-check.ts';
import { grantedFreely, isOnEverything, isRestrictable, listed } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/everything-where-some-would-do',
  title: 'Policies name resources where AWS can limit them',
  severity: 'low',
  why: 'Actions that could be limited to some resources reach all of them',
  fix: 'Name the resources, and leave `*` for actions that have none',
  controls: ['CKV_AWS_355', 'CKV_AWS_356', 'AwsSolutions-IAM5'],
  kinds: identityKinds,
  offends(statement) {
    if (!isOnEverything(statement)) return undefined;
    const found = grantedFreely(statement).filter(isRestrictable);
    return found.length === 0 ? undefined : `allows ${listed(found)} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["sqs:ReceiveMessage"]
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
    Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "arn:aws:s3:::data" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }]
  })
}
`,
    ],
  },
});
