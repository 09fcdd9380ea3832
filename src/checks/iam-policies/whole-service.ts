import { identityKinds, policyCheck } from '../policy-check.ts';
import { isOnEverything } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/whole-service',
  title: 'Policies do not give all of a service on everything',
  severity: 'medium',
  why: 'A wildcard gives deleting and giving rights along with the reading and writing that was meant',
  fix: 'Name the actions, or the resources',
  controls: [
    'AVD-AWS-0057',
    'Config:iam-policy-no-statements-with-full-access',
    'SecurityHub:IAM.21',
    'AwsSolutions-IAM5',
  ],
  kinds: identityKinds,
  offends(statement) {
    if (statement.effect !== 'Allow' || statement.principals || !isOnEverything(statement)) return undefined;
    const whole = (statement.actions ?? []).find((action) => /^[a-z0-9-]+:\*$/i.test(action));
    return whole === undefined ? undefined : `allows ${whole} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["ec2:*"]
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
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::data", "arn:aws:s3:::data/*"] }]
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
