import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'secrets/parameter-encrypted',
  title: 'Parameters are encrypted',
  severity: 'low',
  why: 'Whoever may read parameters reads them in the clear',
  fix: 'Set `type = "SecureString"`',
  controls: ['CKV2_AWS_34'],
  of: ['aws_ssm_parameter'],
  judge: isOneOf('type', ['SecureString']),
  examples: {
    bad: [
      `
resource "aws_ssm_parameter" "own" {
  name  = "own"
  value = "x"
  type  = "String"
}
`,
    ],
    good: [
      `
resource "aws_ssm_parameter" "own" {
  name  = "own"
  value = "x"
  type  = "SecureString"
}
`,
    ],
  },
});
