import { allowsWithout } from '../closing-conditions.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';

const actions = ['sagemaker:UpdateModelPackage'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
export const check = policyCheck({
  id: 'sagemaker-policies/approval-status',
  title: 'Who approves models changes nothing else of them',
  severity: 'low',
  why: 'Whoever approves could also change what was approved, or put it back to be approved again',
  fix: 'Demand `sagemaker:ModelApprovalStatus` in a condition',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, actions, 'sagemaker:ModelApprovalStatus');
    return found && `allows ${found} whatever it changes`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:UpdateModelPackage", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:UpdateModelPackage", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*", Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "Approved" } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:Create*", Resource = "arn:aws:sagemaker:eu-west-1:123456789012:*" },
      { Effect = "Deny", Action = "sagemaker:Create*", Resource = "*", Condition = { Null = { "sagemaker:ModelApprovalStatus" = "true" } } },
    ]
  })
}
`,
    ],
  },
});
