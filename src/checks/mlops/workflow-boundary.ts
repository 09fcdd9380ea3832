import { possible, trusts, withEveryRight } from '../../clouds/aws/access/supposed.ts';
import type { Principal } from '../../clouds/aws/iam/types.ts';
import { type Check, cannotTell, type Estate, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';

/** What workflows never do, on a resource of the account that has no policy of its own. */
const never: readonly (readonly [action: string, arn: (account: string) => string])[] = [
  ['s3:GetObject', () => 'arn:aws:s3:::some-data/anything'],
  ['s3:PutObject', () => 'arn:aws:s3:::some-data/anything'],
  ['s3:DeleteObject', () => 'arn:aws:s3:::some-data/anything'],
  [
    'secretsmanager:GetSecretValue',
    (account) => `arn:aws:secretsmanager:us-east-1:${account}:secret:some-secret`,
  ],
  ['sagemaker:InvokeEndpoint', (account) => `arn:aws:sagemaker:us-east-1:${account}:endpoint/some-endpoint`],
  ['sts:AssumeRole', (account) => `arn:aws:iam::${account}:role/some-role`],
  ['organizations:LeaveOrganization', () => '*'],
  // An older version of a policy may let through what was taken out since.
  ['iam:SetDefaultPolicyVersion', (account) => `arn:aws:iam::${account}:policy/some-policy`],
  ['iam:CreateUser', (account) => `arn:aws:iam::${account}:user/somebody`],
  ['iam:CreateAccessKey', (account) => `arn:aws:iam::${account}:user/somebody`],
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const check: Check = {
  id: 'mlops/workflow-boundary',
  title: 'Boundaries of workflows keep them from data, whatever their policies say',
  severity: 'medium',
  why: 'Who sets buckets and keys up can change their policies: only the boundary of the workflow is out of its reach',
  fix: 'Deny objects but those of the state, values of secrets, calls of endpoints and other roles in the boundary of the workflow',
  controls: ['MLSEC04-BP01'],
  *judge(estate) {
    if (estate.environment?.account === undefined) return;
    for (const { principal, resource } of estate.aws.principals)
      if (resource && trusts(principal, 'token.actions.githubusercontent.com'))
        yield { subject: resource, ...judged(estate, principal) };
  },
  examples: {
    bad: [root('{ Effect = "Allow", Action = "s3:*", Resource = "*" }')],
    good: [root('{ Effect = "Allow", Action = ["s3:PutBucketPolicy"], Resource = "*" }')],
  },
};

function judged({ aws }: Estate, principal: Principal): Judgement {
  if (!principal.boundary) return fail('it has no boundary');
  const { account } = principal;
  const questions = never.map(([action, arn]) => ({
    name: action,
    action,
    resource: { arn: arn(account), account, policy: null },
  }));
  const { open, unclear } = possible(aws, withEveryRight(principal), questions);
  if (open.length > 0) return fail(`its boundary lets ${open.join(', ')} through`);
  return unclear.length > 0 ? cannotTell('the boundary is not known') : pass;
}

function root(statement: string) {
  return exampleRoot(`
resource "aws_iam_policy" "most" {
  name   = "most"
  policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })
}

resource "aws_iam_role" "apply" {
  name                 = "apply"
  permissions_boundary = aws_iam_policy.most.arn
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
    Action    = "sts:AssumeRoleWithWebIdentity"
    Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com", "token.actions.githubusercontent.com:sub" = "repo:acme/ml:environment:prod" } }
  }] })
}
`);
}
