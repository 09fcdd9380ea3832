import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, among, listed, reachesAllOf } from '../statements.ts';

const writing = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:CreateServiceLinkedRole',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names */
export const check = policyCheck({
  id: 'iam-policies/roles-everywhere',
  title: 'Who sets roles up does so below a path or a name',
  severity: 'low',
  why: 'A condition on the boundary leaves every other role in reach that has the same one: those of other teams and platforms',
  fix: 'Name the roles by their path or the beginning of their names, beside the condition',
  controls: [],
  kinds: identityKinds,
  offends(statement) {
    // Without a condition, others say so, and more loudly.
    if (statement.effect !== 'Allow' || statement.conditions.length === 0) return undefined;
    const found = among(actionsOf(statement), writing).filter((action) => reachesAllOf(action, statement));
    return found.length === 0 ? undefined : `allows ${listed(found)} for every role`;
  },
  examples: {
    bad: [policy('*'), policy('arn:aws:iam::123456789012:role/*')],
    good: [policy('arn:aws:iam::123456789012:role/own/*')],
  },
});

function policy(resource: string): string {
  return `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "${resource}", Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/most" } } }]
  })
}
`;
}
