import { exampleRoot } from '../environment-check.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';
import { isOnEverything } from '../statements.ts';

/** Services of the whole world: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion */
const worldwide =
  /^(?:\*|iam|sts|organizations|account|route53|cloudfront|support|health|s3:ListAllMyBuckets|budgets|ce|waf)\b/i;

export const check = policyCheck({
  id: 'mlops/other-regions',
  title: 'Rights of a platform are for its region',
  severity: 'low',
  why: 'What happens in a region that nobody uses is seen by nobody: that is where machines are started for others',
  fix: 'Compare `aws:RequestedRegion` where a statement is for every resource',
  controls: [],
  kinds: identityKinds,
  offends(statement, _all, _fact, { environment }) {
    const { effect, principals, actions = [], conditions } = statement;
    if (environment?.account === undefined || effect !== 'Allow' || principals) return undefined;
    const regional = actions.find((action) => !worldwide.test(action));
    if (regional === undefined || !isOnEverything(statement)) return undefined;
    // A condition on something of one region, a network or a namespace of ours, limits it as well.
    return conditions.length > 0 ? undefined : `allows ${regional} in every region`;
  },
  examples: {
    bad: [root('')],
    good: [root('      Condition = { StringEquals = { "aws:RequestedRegion" = "eu-west-1" } }')],
  },
});

function root(condition: string) {
  return exampleRoot(`
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "ecr:GetAuthorizationToken"
      Resource  = "*"
${condition}
    }]
  })
}
`);
}
