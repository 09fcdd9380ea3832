import { identityKinds, policyCheck } from '../policy-check.ts';
import { grantedFreely, isOnEverything, isRestrictable, levelsOf, listed } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/write-on-everything',
  title: 'Policies that change things name the things',
  severity: 'medium',
  why: 'A mistake or a theft reaches every resource of the account',
  fix: 'Name the resources in Resource, or limit them by a condition',
  controls: ['CKV_AWS_111', 'CKV_AWS_290'],
  kinds: identityKinds,
  offends(statement) {
    if (!isOnEverything(statement)) return undefined;
    const found = levelsOf(grantedFreely(statement), 'Write', 'Tagging').filter(isRestrictable);
    return found.length === 0 ? undefined : `allows ${listed(found)} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["sqs:SendMessage"]
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
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:Describe*", Resource = "*" }]
  })
}
`,
    ],
  },
});
