import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { isInUse, policyUses } from '../in-use.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html */
export const check = resourceCheck({
  id: 'hollow/unattached-policy',
  title: 'IAM policies are attached to somebody',
  severity: 'low',
  why: 'Who reads the code takes the policy for what holds, and nobody has it; and who may attach policies finds it ready',
  fix: 'Attach the policy, or remove it',
  controls: [],
  of: ['aws_iam_policy'],
  judge(policy, { plan }) {
    const isUsed = isInUse(plan, policy, policyUses);
    if (!isUsed.known) return cannotTell(isUsed.because);
    return isUsed.value ? pass : fail('nothing in this root attaches the policy');
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "read" {
  name = "read"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data-of-ours/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "read" {
  name = "read"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data-of-ours/*" }]
  })
}

resource "aws_iam_policy_attachment" "read" {
  name       = "read"
  policy_arn = aws_iam_policy.read.arn
  roles      = ["analyst"]
}
`,
    ],
  },
});
