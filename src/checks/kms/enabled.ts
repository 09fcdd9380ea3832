import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'kms/enabled',
  title: 'Customer keys are enabled',
  severity: 'low',
  why: 'What is under a disabled key can neither be read nor written',
  fix: 'Set `is_enabled = true`, or remove the key',
  controls: ['CKV_AWS_227'],
  of: ['aws_kms_key'],
  judge: isTrue('is_enabled'),
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {
  is_enabled = false
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
`,
    ],
  },
});
