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
  id: 'sagemaker-policies/isolation',
  title: 'Who starts jobs and makes models must isolate them',
  severity: 'low',
  why: 'Whoever may leave the isolation out runs code of others with a way to the network',
  fix: 'Demand `sagemaker:NetworkIsolation` in a condition',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, actions, 'sagemaker:NetworkIsolation');
    return found && `allows ${found} without isolation`;
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
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateModel", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*", Condition = { Bool = { "sagemaker:NetworkIsolation" = "true" } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" },
      { Effect = "Deny", Action = "sagemaker:Create*", Resource = "*", Condition = { Null = { "sagemaker:NetworkIsolation" = "true" } } },
    ]
  })
}
`,
    ],
  },
});
