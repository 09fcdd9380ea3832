import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/environment-key',
  title: 'Environments of functions are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_arn`',
  controls: ['CKV_AWS_173'],
  of: ['aws_lambda_function'],
  judge: (fn, { plan }) =>
    isSet('environment.variables')(fn).outcome === 'pass'
      ? isCustomerKey('kms_key_arn', plan)(fn)
      : undefined,
  examples: {
    bad: [
      `
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
  environment {
    variables = {
      MODE = "a"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
}
`,
      `
resource "aws_kms_key" "own" {}
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
  kms_key_arn = aws_kms_key.own.arn
  environment {
    variables = {
      MODE = "a"
    }
  }
}
`,
    ],
  },
});
