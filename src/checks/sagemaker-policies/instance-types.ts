import { allowsWithout } from '../closing-conditions.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';

const actions = ['sagemaker:CreateEndpointConfig'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const check = policyCheck({
  id: 'sagemaker-policies/instance-types',
  title: 'Who makes endpoints may not choose any machine',
  severity: 'low',
  why: 'One endpoint of large machines costs more in a week than the platform in a year',
  fix: 'Demand `sagemaker:InstanceTypes` in a condition',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, actions, 'sagemaker:InstanceTypes');
    return found && `allows ${found} of any machine`;
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
    Statement = [{ Effect = "Allow", Action = "sagemaker:CreateEndpointConfig", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*", Condition = { "ForAllValues:StringEquals" = { "sagemaker:InstanceTypes" = ["ml.m6i.large"] } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" },
      { Effect = "Deny", Action = "sagemaker:Create*", Resource = "*", Condition = { Null = { "sagemaker:InstanceTypes" = "true" } } },
    ]
  })
}
`,
    ],
  },
});
