import { fail, resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/tracing',
  title: 'Functions are traced',
  severity: 'low',
  why: 'Where a request went cannot be followed',
  fix: 'Add `tracing_config { mode = "Active" }`',
  isChangeSafe: true,
  controls: ['CKV_AWS_50', 'AVD-AWS-0066', 'SecurityHub:Lambda.7'],
  of: ['aws_lambda_function'],
  judge: (fn) =>
    fn.isLeftOut('tracing_config')
      ? fail('there is no tracing_config')
      : isOneOf('tracing_config.mode', ['Active', 'PassThrough'])(fn),
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
  tracing_config {
    mode = "Active"
  }
}
`,
    ],
  },
});
