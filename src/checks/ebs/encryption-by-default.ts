import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'ebs/encryption-by-default',
  title: 'New volumes are encrypted by default',
  severity: 'medium',
  why: 'Volumes that nobody thought of are not encrypted',
  fix: 'Set `enabled = true`',
  controls: ['CKV_AWS_106', 'SecurityHub:EC2.7', 'CIS-AWS-3.0.0:2.2.1'],
  of: ['aws_ebs_encryption_by_default'],
  judge: isTrue('enabled'),
  examples: {
    bad: [
      `
resource "aws_ebs_encryption_by_default" "own" {
  enabled = false
}
`,
    ],
    good: [
      `
resource "aws_ebs_encryption_by_default" "own" {}
`,
    ],
  },
});
