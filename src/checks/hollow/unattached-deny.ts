import type { Json } from '../../base/canonical-json.ts';
import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { isInUse, policyUses, type Use } from '../in-use.ts';

const attachments: readonly Use[] = [['aws_organizations_policy_attachment', 'policy_id']];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html */
export const check = resourceCheck({
  id: 'hollow/unattached-deny',
  title: 'Policies that deny are attached to somebody',
  severity: 'high',
  why: 'A policy binds only those to whom it is attached: the denial looks present in the code, and everything that it forbids is possible',
  fix: 'Attach the policy, or remove it',
  controls: ['MLSEC03-BP01'],
  of: ['aws_iam_policy', 'aws_organizations_policy'],
  judge(policy, { plan }) {
    const text = policy.attribute(policy.type === 'aws_iam_policy' ? 'policy' : 'content');
    if (!text.known) return judgeUse(policy, plan);
    return hasDeny(text.value) ? judgeUse(policy, plan) : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "no_delete" {
  name = "no-delete"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "s3:DeleteObject", Resource = "*" }]
  })
}
`,
      `
resource "aws_organizations_policy" "regions" {
  name = "regions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Action    = "*"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:RequestedRegion" = "eu-west-1" } }
    }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "no_delete" {
  name = "no-delete"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "s3:DeleteObject", Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "no_delete" {
  role       = "analyst"
  policy_arn = aws_iam_policy.no_delete.arn
}
`,
      `
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }]
  })
}

resource "aws_iam_user" "robot" {
  name                 = "robot"
  permissions_boundary = aws_iam_policy.boundary.arn
}
`,
    ],
  },
});

function judgeUse(policy: Resource, plan: Plan): Judgement {
  const isUsed = isInUse(plan, policy, policy.type === 'aws_iam_policy' ? policyUses : attachments);
  if (!isUsed.known) return cannotTell(isUsed.because);
  return isUsed.value ? pass : fail('the policy denies, and nothing in this root attaches it');
}

function hasDeny(text: Json): boolean {
  if (typeof text !== 'string') return false;
  try {
    const { Statement: found }: { Statement?: unknown } = JSON.parse(text);
    const statements: unknown[] = Array.isArray(found) ? found : [found];
    return statements.some(
      (statement) =>
        typeof statement === 'object' &&
        statement !== null &&
        'Effect' in statement &&
        statement.Effect === 'Deny',
    );
  } catch {
    return false;
  }
}
