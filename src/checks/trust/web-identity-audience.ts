import { limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';
import { actionsOf, among } from '../statements.ts';

export const check = policyCheck({
  id: 'trust/web-identity-audience',
  title: 'Roles that web identities take look at who the token is for',
  severity: 'high',
  why: 'A token that the provider made for somebody else opens the role as well',
  fix: "Compare the provider's `aud` by StringEquals",
  controls: [],
  kinds: ['trust'],
  offends(statement) {
    const { effect, principals = [], conditions } = statement;
    const provider = principals.find(
      ({ type, value }) => type === 'Federated' && !value.includes(':saml-provider/'),
    );
    if (effect !== 'Allow' || !provider) return undefined;
    if (among(actionsOf(statement), ['sts:AssumeRoleWithWebIdentity']).length === 0) return undefined;
    const audiences = conditions.filter(({ key }) => /:(?:aud|client_id|azp|app_id)$/i.test(key));
    if (audiences.length === 0) return `does not look at the audience of ${provider.value}`;
    const isCompared = audiences.some(
      ({ operator, values }) => limits(operator) && !values.some((value) => /^[*?]+$/.test(value)),
    );
    return isCompared ? undefined : 'does not compare the audience with one value';
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:environment:prod" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRoleWithWebIdentity" }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { "ForAllValues:StringEquals" = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action = "sts:AssumeRole*", Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/platform:environment:prod" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::123456789012:saml-provider/okta" }, Action = "sts:*", Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } } }]
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
