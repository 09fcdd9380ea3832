import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, among } from '../statements.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const check = policyCheck({
  id: 'iam-policies/pass-role',
  title: 'Who can pass roles can pass certain ones to certain services',
  severity: 'high',
  why: 'Who passes any role to a service runs code with the rights of the most powerful role that trusts it',
  fix: 'Name the roles in Resource, and the services in a condition on `iam:PassedToService`',
  controls: ['AVD-AWS-0342', 'cfn-nag:F38', 'cfn-nag:F39', 'cfn-nag:F40', 'MLSEC03-BP01'],
  kinds: identityKinds,
  offends(statement) {
    const { effect, conditions, resources = ['*'] } = statement;
    if (effect !== 'Allow' || statement.principals) return undefined;
    if (among(actionsOf(statement), ['iam:PassRole']).length === 0) return undefined;
    const wide = resources.find((resource) =>
      /\*/.test(resource.replace(/^arn:[^:]*:iam::[^:]*:role\/[\w+=,.@/-]+\*$/, '')),
    );
    if (wide !== undefined) return `lets roles be passed that match ${wide}`;
    const isBound = conditions.some(({ key }) => key.toLowerCase() === 'iam:passedtoservice');
    return isBound ? undefined : 'lets roles be passed to any service';
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::123456789012:role/*"]
  }
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:Pass*", Resource = "arn:aws:iam::123456789012:role/train" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::123456789012:role/train", Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } } }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
    ],
  },
});
