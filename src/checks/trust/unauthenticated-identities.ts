import { fitOf } from '../../clouds/aws/iam/match/fit.ts';
import { limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

function isOfGuests(value: string): boolean {
  return fitOf(value, 'unauthenticated') !== 'none';
}

export const check = policyCheck({
  id: 'trust/unauthenticated-identities',
  title: 'Roles are not given to guests of an identity pool',
  severity: 'medium',
  why: 'Everybody who knows the id of the pool gets credentials of the role',
  fix: 'Demand `authenticated` in `cognito-identity.amazonaws.com:amr`',
  controls: [],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    const isCognito = principals.some(
      ({ type, value }) => type === 'Federated' && value === 'cognito-identity.amazonaws.com',
    );
    if (effect !== 'Allow' || !isCognito) return undefined;
    const kinds = conditions.filter(({ key }) => /:amr$/i.test(key));
    if (kinds.length === 0) return 'takes guests of the identity pool: it does not look at amr';
    const isClosed = kinds.some(({ operator, values }) => limits(operator) && !values.some(isOfGuests));
    return isClosed ? undefined : 'takes guests of the identity pool';
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-west-1:1" }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "unauthenticated" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-west-1:1" }, "ForAllValues:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-west-1:1" }, StringNotEquals = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }]
  })
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-west-1:1" }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "*authenticated" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Federated = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "cognito-identity.amazonaws.com:aud" = "eu-west-1:1" }, "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" } } }]
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
