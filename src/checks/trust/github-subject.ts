import { limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

/** Claims that say whose workflow it is. Others, such as `environment:prod`, anybody can have in front. */
const owning: Readonly<Record<string, RegExp>> = {
  repo: /^[^*?/:]+\/[^*?/:]+:./,
  repository: /^[^*?/:]+\/[^*?/:]+(?::|$)/,
  repository_id: /^\d+(?::|$)/,
  repository_owner: /^[^*?/:]+(?::|$)/,
  repository_owner_id: /^\d+(?::|$)/,
  job_workflow_ref: /^[^*?/:]+\/[^*?/:]+\//,
};

/**
 * The first claim must say whose it is, and that must be whole; a wildcard is one only where the operator takes it so.
 * https://docs.github.com/en/actions/reference/security/oidc#customizing-the-subject-claims-for-an-organization-or-repository
 */
function isTooWide(value: string, operator: string): boolean {
  const colon = value.indexOf(':');
  const whole = colon < 0 ? undefined : owning[value.slice(0, colon)];
  if (!whole) return true;
  return /like/i.test(operator) && !whole.test(value.slice(colon + 1));
}

/** https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws */
export const check = policyCheck({
  id: 'trust/github-subject',
  title: 'Roles trust certain repositories and branches of GitHub',
  severity: 'critical',
  why: 'Whoever can run a workflow that the subject matches becomes the role, from a fork or another company perhaps',
  fix: 'Compare `sub` by StringEquals with the whole subject, such as `repo:acme/platform:environment:prod`',
  controls: ['CKV_AWS_358', 'CKV_AWS_393'],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    const isGithub = principals.some(
      ({ type, value }) => type === 'Federated' && /token\.actions\.githubusercontent\.com/.test(value),
    );
    if (effect !== 'Allow' || !isGithub) return undefined;
    const subjects = conditions.filter(({ key }) =>
      /^token\.actions\.githubusercontent\.com(?:\/[^:]+)?:sub$/i.test(key),
    );
    const closing = subjects.filter(({ operator }) => limits(operator));
    if (closing.length === 0)
      return subjects.length === 0
        ? 'does not look at sub: every repository of GitHub is trusted'
        : `compares sub by ${subjects.map(({ operator }) => operator).join(', ')}, which closes nothing`;
    const wide = closing.flatMap(({ operator, values }) =>
      values.filter((value) => isTooWide(value, operator)),
    );
    return wide.length === 0 ? undefined : `trusts ${wide.join(', ')}`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/*" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "*" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringNotEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:*" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = ["repo:acme/platform:ref:refs/heads/main", "repo:*"] } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "ForAllValues:StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:ref:refs/heads/main" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "environment:prod" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, "ForAnyValue:StringEquals" = { "token.actions.githubusercontent.com:sub" = ["workflow:deploy"] } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme@123456/platform@456789:ref:refs/heads/main" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "job_workflow_ref:acme/platform/.github/workflows/deploy.yml@refs/heads/main" } } }]
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
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/platform:ref:refs/heads/main" } } }]
  })
}
`,
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
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
  },
});
