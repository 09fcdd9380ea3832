import { allowsWithout } from '../closing-conditions.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';

const actions = [
  'sagemaker:CreateTrainingJob',
  'sagemaker:CreateHyperParameterTuningJob',
  'sagemaker:CreateProcessingJob',
  'sagemaker:CreateTransformJob',
  'sagemaker:CreateEndpointConfig',
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const check = policyCheck({
  id: 'sagemaker-policies/volume-key',
  title: 'Who starts jobs and endpoints must encrypt their disks with the key that is meant',
  severity: 'low',
  why: 'Data and models lie on disks under a key that nobody chose, and that its owner cannot take away',
  fix: 'Demand `sagemaker:VolumeKmsKey` in a condition',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, actions, 'sagemaker:VolumeKmsKey');
    return found && `allows ${found} under any key`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateEndpointConfig", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateEndpointConfig", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*", Condition = { ArnEquals = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" },
      { Effect = "Deny", Action = "sagemaker:Create*", Resource = "*", Condition = { Null = { "sagemaker:VolumeKmsKey" = "true" } } },
    ]
  })
}
`,
    ],
  },
});
