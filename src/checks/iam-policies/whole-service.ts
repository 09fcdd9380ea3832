import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, isOnEverything, isRestrictable, reachesAllOf } from '../statements.ts';

function isOnAll(action: string, statement: Statement): boolean {
  if (isOnEverything(statement)) return true;
  const restrictable = actionsOf({ ...statement, actions: [action] }).filter(isRestrictable);
  return restrictable.length > 0 && restrictable.every((one) => reachesAllOf(one, statement));
}

export const check = policyCheck({
  id: 'iam-policies/whole-service',
  title: 'Policies do not give all of a service on everything',
  severity: 'medium',
  why: 'A wildcard gives deleting and giving rights along with the reading and writing that was meant',
  fix: 'Name the actions, or the resources',
  controls: [
    'AVD-AWS-0057',
    'AVD-AWS-0345',
    'CKV2_AWS_40',
    'Config:iam-policy-no-statements-with-full-access',
    'SecurityHub:IAM.21',
    'AwsSolutions-IAM5',
  ],
  kinds: identityKinds,
  offends(statement) {
    const { effect, principals, actions = [] } = statement;
    if (effect !== 'Allow' || principals) return undefined;
    const whole = actions.find((action) => /^[a-z0-9-]+:\*$/i.test(action) && isOnAll(action, statement));
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
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::*" }]
  })
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
