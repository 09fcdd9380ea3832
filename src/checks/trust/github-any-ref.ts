import { limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

export const check = policyCheck({
  id: 'trust/github-any-ref',
  title: 'Roles trust certain branches or environments of a repository',
  severity: 'medium',
  why: 'Every branch, tag and pull request of the repository can take the role: nobody has to review anything',
  fix: 'Name a branch or, better, an environment in `sub`',
  controls: [],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    const isGithub = principals.some(
      ({ type, value }) => type === 'Federated' && /token\.actions\.githubusercontent\.com/.test(value),
    );
    if (effect !== 'Allow' || !isGithub) return undefined;
    const values = conditions
      .filter(({ key, operator }) => /:sub$/i.test(key) && limits(operator) && /like$/i.test(operator))
      .flatMap((condition) => condition.values);
    const open = values.filter((value) =>
      /^repo:[^*?/:]+\/[^*?/:]+:(?:\*|ref:(?:\*|refs\/(?:\*|(?:heads|tags)\/\*))|environment:\*)$/.test(
        value,
      ),
    );
    return open.length === 0 ? undefined : `trusts ${open.join(', ')}`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:*" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:ref:refs/heads/*" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:environment:prod" }, StringNotLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:ref:*" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/platform:environment:prod" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
  },
});
