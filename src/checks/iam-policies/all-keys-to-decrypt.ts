import { identityKinds, policyCheck } from '../policy-check.ts';
import { actionsOf, among, isOnEverything, listed } from '../statements.ts';

export const check = policyCheck({
  id: 'iam-policies/all-keys-to-decrypt',
  title: 'Policies name the keys that decrypt',
  severity: 'medium',
  why: 'The holder can decrypt with every key whose policy leaves it to the account',
  fix: 'Name the keys in Resource',
  controls: [
    'SecurityHub:KMS.1',
    'SecurityHub:KMS.2',
    'Config:iam-customer-policy-blocked-kms-actions',
    'Config:iam-inline-policy-blocked-kms-actions',
  ],
  kinds: identityKinds,
  offends(statement, _all, { isCeiling }) {
    // Below a boundary the keys' own policies say who uses them, where it is through a service.
    const isThrough = statement.conditions.some(({ key }) => /^kms:ViaService$/i.test(key));
    if ((isCeiling && isThrough) || statement.effect !== 'Allow' || statement.principals) return undefined;
    const isAny =
      isOnEverything(statement) || (statement.resources ?? []).some((one) => /:key\/\*$/.test(one));
    const found = isAny ? among(actionsOf(statement), ['kms:Decrypt', 'kms:ReEncryptFrom']) : [];
    return found.length === 0 ? undefined : `allows ${listed(found)} with every key`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["kms:*"]
    resources = ["arn:aws:kms:*:123456789012:key/*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:ListKeys", Resource = "*" }]
  })
}
`,
    ],
  },
});
