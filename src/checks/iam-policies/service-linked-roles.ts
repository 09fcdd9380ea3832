import { allowsWithout } from '../closing-conditions.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html#create-service-linked-role */
export const check = policyCheck({
  id: 'iam-policies/service-linked-roles',
  title: 'Roles of services are made for named services',
  severity: 'low',
  why: 'Each such role gives a service rights in the account: whoever makes them for any service chooses which ones act there',
  fix: 'Compare `iam:AWSServiceName` with the services that are meant',
  controls: [],
  kinds: identityKinds,
  offends(statement, all) {
    const found = allowsWithout(statement, all, ['iam:CreateServiceLinkedRole'], 'iam:AWSServiceName');
    return found && 'allows a role for any service';
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateServiceLinkedRole", Resource = "arn:aws:iam::*:role/aws-service-role/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateServiceLinkedRole", Resource = "arn:aws:iam::*:role/aws-service-role/*", Condition = { StringEquals = { "iam:AWSServiceName" = "config.amazonaws.com" } } }]
  })
}
`,
    ],
  },
});
