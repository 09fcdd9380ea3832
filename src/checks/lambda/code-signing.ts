import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/code-signing',
  title: 'Functions run signed code',
  severity: 'low',
  why: 'Whoever may update the function runs what they like as its role',
  fix: 'Set `code_signing_config_arn`',
  controls: ['CKV_AWS_272', 'ATLAS:AML.M0014'],
  of: ['aws_lambda_function'],
  judge: isSet('code_signing_config_arn'),
  examples: {
    bad: [
      `
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
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
  code_signing_config_arn = "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0123456789abcdef0"
}
`,
    ],
  },
});
