import { textAt } from '../../clouds/aws/facts/values.ts';
import { policyCheck } from '../policy-check.ts';

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
  offends({ effect, principals = [], conditions, actions = [] }, _all, { resource }) {
    if (effect !== 'Allow' || !actions.some((action) => /^sts:AssumeRole$/i.test(action))) return undefined;
    const own = /^arn:[^:]*:iam::(\d{12}):/.exec(textAt(resource, 'arn') ?? '')?.[1];
    const other = principals.find(
      ({ type, value }) => type === 'AWS' && accountIn(value) !== undefined && accountIn(value) !== own,
    );
    const keys = conditions.map(({ key }) => key.toLowerCase());
    const isBound = keys.some((key) => key === 'sts:externalid' || key.startsWith('aws:principalorg'));
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
