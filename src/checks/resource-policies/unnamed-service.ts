import type { Condition } from '../../clouds/aws/iam/policy/statement.ts';
import { isClosed } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

/** Requests have these keys where a service asks for somebody: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn */
const ofServices = /^aws:Source(?:Account|Arn|OrgID|OrgPaths|Owner)$/i;

export const check = policyCheck({
  id: 'resource-policies/unnamed-service',
  title: 'Statements for a service name the service',
  severity: 'low',
  why: 'Any service that somebody of the account sets up may act on the resource, and not only the one that is meant',
  fix: 'Name the service: `Principal = { Service = "events.amazonaws.com" }`',
  controls: [],
  kinds: ['bucket', 'key', 'resource', 'trust'],
  offends({ effect, principals = [], conditions }) {
    const isForAll = effect === 'Allow' && principals.some(({ value }) => value === '*');
    if (!isForAll || !isClosed(conditions) || isClosed(conditions.filter(isOfCaller))) return undefined;
    return 'is for every service that works for the account';
  },
  examples: {
    bad: [
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } } }]
  })
}
`,
    ],
  },
});

function isOfCaller({ key }: Condition): boolean {
  return !ofServices.test(key);
}
