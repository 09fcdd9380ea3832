import { fitOf } from '../../clouds/aws/iam/match/fit.ts';
import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import type { Condition } from '../../clouds/aws/iam/policy/statement.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { limits } from '../closing-conditions.ts';
import { actionsOf, levelsOf, listed } from '../statements.ts';

const subject = /^token\.actions\.githubusercontent\.com(?:\/[^:]+)?:sub$/i;

function takesPullRequests({ operator, key, values }: Condition): boolean {
  if (!subject.test(key) || !limits(operator)) return false;
  return values.some((value) => {
    const context = value.slice(value.lastIndexOf(':') + 1);
    const isLike = /like$/i.test(operator) && fitOf(context, 'pull_request') !== 'none';
    return isLike || context === 'pull_request';
  });
}

export const check = resourceCheck({
  id: 'trust/github-pull-request',
  title: 'Roles that pull requests can take cannot change anything',
  severity: 'high',
  why: 'Whoever may open a pull request runs code with what the role may do, before anybody has looked',
  fix: 'Give pull requests a role that only reads, and bind the others to an environment',
  controls: [],
  of: ['aws_iam_role'],
  judge(role, { aws }) {
    const principal = aws.principals.find(({ resource }) => resource?.address === role.address)?.principal;
    const trust = principal?.trust;
    if (!principal || !trust || 'unknown' in trust) return undefined;
    const statements = readPolicy(trust.document).document?.statements ?? [];
    const isOpen = statements.some(
      ({ effect, conditions }) => effect === 'Allow' && conditions.some(takesPullRequests),
    );
    if (!isOpen) return undefined;
    const unknown = principal.identityPolicies.find((policy) => 'unknown' in policy);
    const writes = principal.identityPolicies
      .flatMap((policy) =>
        'unknown' in policy ? [] : (readPolicy(policy.document).document?.statements ?? []),
      )
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => levelsOf(actionsOf(statement), 'Write', 'Permissions management'));
    if (writes.length > 0)
      return fail(`pull requests can take it, and it may ${listed(writes)}`, { path: 'assume_role_policy' });
    return unknown
      ? cannotTell(`pull requests can take it, and ${unknown.id} is not known`, {
          path: 'assume_role_policy',
        })
      : pass;
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/platform:pull_request" } } }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:pull*" } } }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:ref:refs/heads/main" }, StringNotEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:pull_request" } } }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/platform:pull_request" } } }]
  })
  inline_policy {
    name   = "read"
    policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "arn:aws:s3:::state" }]
  })
  }
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/platform:environment:prod" } } }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}
`,
    ],
  },
});
