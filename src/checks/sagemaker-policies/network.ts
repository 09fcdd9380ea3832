import { allowsWithout } from '../closing-conditions.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';

const actions = [
  'sagemaker:CreateTrainingJob',
  'sagemaker:CreateHyperParameterTuningJob',
  'sagemaker:CreateProcessingJob',
  'sagemaker:CreateModel',
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const check = policyCheck({
  id: 'sagemaker-policies/network',
  title: 'Who starts jobs and makes models must use the network that is meant',
  severity: 'low',
  why: 'A job outside of the network passes by its endpoints, its firewall and its logs',
  fix: 'Demand `sagemaker:VpcSubnets` in a condition, with `Null` so that it is there',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, actions, 'sagemaker:VpcSubnets');
    return found && `allows ${found} in any network`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateModel", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateModel", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*", Condition = { "ForAllValues:StringEquals" = { "sagemaker:VpcSubnets" = ["subnet-0123456789abcdef0"] } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" },
      { Effect = "Deny", Action = "sagemaker:Create*", Resource = "*", Condition = { Null = { "sagemaker:VpcSubnets" = "true" } } },
    ]
  })
}
`,
    ],
  },
});
