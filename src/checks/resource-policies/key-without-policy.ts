import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'resource-policies/key-without-policy',
  title: 'Customer keys have a policy of their own',
  severity: 'low',
  why: 'The default policy leaves the key to every identity of the account whose policies say `kms:*`',
  fix: 'Write a `policy` that names who uses and who administers the key',
  controls: ['CKV2_AWS_64'],
  of: ['aws_kms_key'],
  judge(key, { plan }) {
    if (!key.isLeftOut('policy')) return pass;
    const separate = relatedTo(plan, key, 'aws_kms_key_policy', 'key_id');
    if (!separate.known) return cannotTell(separate.because);
    return separate.value.length > 0 ? pass : fail('it has the default policy', { path: 'policy' });
  },
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "kms:Decrypt", Resource = "*" }]
  })
}
`,
    ],
  },
});
