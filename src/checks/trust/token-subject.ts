import type { Condition } from '../../clouds/aws/iam/policy/statement.ts';
import { limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

/** Who signs tokens for many, and what a subject must hold whole so that it means the own project. */
const issuers: readonly { issuer: RegExp; subject: RegExp }[] = [
  // https://docs.gitlab.com/ci/cloud_services/aws/
  { issuer: /^gitlab\.com$/, subject: /^project_path:[^*?/:]+(?:\/[^*?/:]+)+:./ },
  // https://developer.hashicorp.com/terraform/cloud-docs/dynamic-provider-credentials/aws-configuration
  { issuer: /^app\.terraform\.io$/, subject: /^organization:[^*?:]+:project:[^*?:]+:./ },
  // https://buildkite.com/docs/pipelines/security/oidc/aws
  { issuer: /^agent\.buildkite\.com$/, subject: /^organization:[^*?:]+:pipeline:[^*?:]+:./ },
  // https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
  { issuer: /^oidc\.circleci\.com\/org\/.+$/, subject: /^org\/[^*?/]+\/project\/[^*?/]+\/./ },
  // https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
  { issuer: /^api\.bitbucket\.org\/2\.0\/workspaces\/.+$/, subject: /^[^*?:]+:./ },
  // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
  { issuer: /^oidc\.eks\.[^/]+\/id\/.+$/, subject: /^system:serviceaccount:[^*?:]+:./ },
];

function isTooWide(operator: string, value: string, subject: RegExp): boolean {
  return /like$/i.test(operator) ? !subject.test(value) : /^[*?]+$/.test(value);
}

function judgeSubjects(
  conditions: readonly Condition[],
  issuer: string,
  subject: RegExp,
): string | undefined {
  const key = `${issuer}:sub`.toLowerCase();
  const closing = conditions.filter((one) => one.key.toLowerCase() === key && limits(one.operator));
  if (closing.length === 0) return `does not compare sub: every token of ${issuer} opens it`;
  const wide = closing.flatMap(({ operator, values }) =>
    values.filter((value) => isTooWide(operator, value, subject)),
  );
  return wide.length === 0 ? undefined : `trusts ${wide.join(', ')} of ${issuer}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html */
export const check = policyCheck({
  id: 'trust/token-subject',
  title: 'Roles that pipelines and clusters take look at whose token it is',
  severity: 'high',
  why: 'The issuer signs tokens for others too: another customer, project or pod becomes the role',
  fix: 'Compare `sub` with the whole project, workspace or service account',
  controls: ['MLSEC03-BP01'],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    if (effect !== 'Allow') return undefined;
    for (const { type, value } of principals) {
      const issuer = /:oidc-provider\/(.+)$/.exec(value)?.[1];
      const known = issuer && issuers.find((one) => one.issuer.test(issuer));
      if (type !== 'Federated' || !issuer || !known) continue;
      const offence = judgeSubjects(conditions, issuer, known.subject);
      if (offence !== undefined) return offence;
    }
    return undefined;
  },
  examples: {
    bad: [
      trusting('gitlab.com', '{ StringEquals = { "gitlab.com:aud" = "https://gitlab.com" } }'),
      trusting('gitlab.com', '{ StringLike = { "gitlab.com:sub" = "project_path:*" } }'),
      trusting(
        'app.terraform.io',
        '{ StringEquals = { "app.terraform.io:aud" = "aws.workload.identity" }, StringLike = { "app.terraform.io:sub" = "organization:*:project:ml:workspace:prod:run_phase:apply" } }',
      ),
      trusting(
        'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
        '{ StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud" = "sts.amazonaws.com" } }',
      ),
      trusting(
        'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
        '{ StringLike = { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub" = "system:serviceaccount:*:train" } }',
      ),
      trusting(
        'gitlab.com',
        '{ "ForAllValues:StringEquals" = { "gitlab.com:sub" = "project_path:acme/platform:ref_type:branch:ref:main" } }',
      ),
    ],
    good: [
      trusting(
        'gitlab.com',
        '{ StringEquals = { "gitlab.com:sub" = "project_path:acme/ml/platform:ref_type:branch:ref:main" } }',
      ),
      trusting(
        'app.terraform.io',
        '{ StringLike = { "app.terraform.io:sub" = "organization:acme:project:ml:workspace:prod:run_phase:*" } }',
      ),
      trusting(
        'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
        '{ StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud" = "sts.amazonaws.com", "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub" = "system:serviceaccount:ml:train" } }',
      ),
      trusting('accounts.acme.example', '{ StringEquals = { "accounts.acme.example:aud" = "app" } }'),
    ],
  },
});

function trusting(issuer: string, condition: string): string {
  return `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${issuer}" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = ${condition}
    }]
  })
}
`;
}
