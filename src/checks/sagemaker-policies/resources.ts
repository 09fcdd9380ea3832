import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, isOnEverything, isRestrictable, levelsOf, listed } from '../statements.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const check = policyCheck({
  id: 'sagemaker-policies/resources',
  title: 'Rights to change models, jobs and endpoints name them',
  severity: 'low',
  why: 'Names keep platforms and models of one account apart: without them, whoever deploys one deploys all',
  fix: 'Name the resources by the beginning of their names',
  controls: [],
  kinds: identityKinds,
  offends(statement) {
    if (statement.effect !== 'Allow' || !isOnEverything(statement)) return undefined;
    const writing = levelsOf(actionsOf(statement), 'Write').filter(
      (action) => action.service === 'sagemaker' && isRestrictable(action),
    );
    return writing.length === 0 ? undefined : `allows ${listed(writing)} on everything`;
  },
  examples: {
    bad: [policy('*')],
    good: [policy('arn:aws:sagemaker:eu-west-1:123456789012:model/own-*')],
  },
});

function policy(resource: string): string {
  return `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateModel", Resource = "${resource}", Condition = { Bool = { "sagemaker:NetworkIsolation" = "true" }, Null = { "sagemaker:VpcSubnets" = "false" } } }]
  })
}
`;
}
