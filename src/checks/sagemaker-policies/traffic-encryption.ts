import { allowsWithout } from '../closing-conditions.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';

const actions = [
  'sagemaker:CreateTrainingJob',
  'sagemaker:CreateHyperParameterTuningJob',
  'sagemaker:CreateProcessingJob',
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const check = policyCheck({
  id: 'sagemaker-policies/traffic-encryption',
  title: 'Who starts jobs must encrypt what their machines say to each other',
  severity: 'low',
  why: 'Data and weights cross the network in the clear between the machines of a job',
  fix: 'Demand `sagemaker:InterContainerTrafficEncryption` in a condition',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, actions, 'sagemaker:InterContainerTrafficEncryption');
    return found && `allows ${found} without encryption between machines`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateTrainingJob", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*", Condition = { Bool = { "sagemaker:InterContainerTrafficEncryption" = "true" } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" },
      { Effect = "Deny", Action = "sagemaker:Create*", Resource = "*", Condition = { Null = { "sagemaker:InterContainerTrafficEncryption" = "true" } } },
    ]
  })
}
`,
    ],
  },
});
