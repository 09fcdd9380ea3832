import { textAt } from '../../clouds/aws/facts/values.ts';
import { accountOf } from '../../clouds/aws/iam/match/arn.ts';
import { policyCheck } from '../policy-check.ts';
import { actionsOf, levelsOf, listed } from '../statements.ts';

function accountIn(principal: string): string | undefined {
  return /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
}

export const check = policyCheck({
  id: 'resource-policies/other-accounts',
  title: 'Policies of resources do not give rights to change them to other accounts',
  severity: 'high',
  why: 'Somebody whom this account does not control can change the resource, or who may reach it',
  fix: 'Give other accounts reading and writing at most, by name',
  controls: ['SecurityHub:S3.6', 'Config:s3-bucket-blacklisted-actions-prohibited'],
  kinds: ['bucket', 'key', 'resource'],
  offends(statement, _all, { resource }, { aws }) {
    const { effect, principals = [] } = statement;
    if (effect !== 'Allow') return undefined;
    const own =
      aws.resources.find((one) => one.resource.address === resource.address)?.iam.account ??
      accountOf(textAt(resource, 'arn') ?? '') ??
      aws.principals[0]?.principal.account;
    const other = principals.find(
      ({ type, value }) =>
        type === 'AWS' && accountIn(value) !== undefined && own !== undefined && accountIn(value) !== own,
    );
    if (!other) return undefined;
    const found = levelsOf(actionsOf(statement), 'Permissions management');
    return found.length === 0 ? undefined : `lets ${other.value} of another account do ${listed(found)}`;
  },
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "kms:*", Resource = "*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "kms:Decrypt", Resource = "*" }]
  })
}
`,
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" }]
  })
}
`,
    ],
  },
});
