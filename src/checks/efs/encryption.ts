import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'efs/encryption',
  title: 'File systems are encrypted',
  severity: 'high',
  why: 'Whoever gets at the storage reads it',
  fix: 'Set `encrypted = true`',
  controls: ['CKV_AWS_42', 'AVD-AWS-0037', 'SecurityHub:EFS.1'],
  of: ['aws_efs_file_system'],
  judge: isTrue('encrypted'),
  examples: {
    bad: [
      `
resource "aws_efs_file_system" "own" {}
`,
    ],
    good: [
      `
resource "aws_efs_file_system" "own" {
  encrypted = true
}
`,
    ],
  },
});
