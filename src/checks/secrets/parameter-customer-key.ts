import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'secrets/parameter-customer-key',
  title: 'Encrypted parameters are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `key_id` to your key',
  controls: ['CKV_AWS_337'],
  of: ['aws_ssm_parameter'],
  judge: (parameter, { plan }) =>
    isOneOf('type', ['SecureString'])(parameter).outcome === 'pass'
      ? isCustomerKey('key_id', plan)(parameter)
      : undefined,
  examples: {
    bad: [
      `
resource "aws_ssm_parameter" "own" {
  name  = "own"
  value = "x"
  type  = "SecureString"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_ssm_parameter" "own" {
  name  = "own"
  value = "x"
  type   = "SecureString"
  key_id = aws_kms_key.own.arn
}
`,
      `
resource "aws_ssm_parameter" "own" {
  name  = "own"
  value = "x"
  type  = "String"
}
`,
    ],
  },
});
