import { resourceCheck } from '../check.ts';
import { isAtLeast } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/concurrency',
  title: 'Functions have a limit of their own',
  severity: 'low',
  why: 'One function takes the capacity of all others',
  fix: 'Set `reserved_concurrent_executions`',
  controls: ['CKV_AWS_115'],
  of: ['aws_lambda_function'],
  judge: isAtLeast('reserved_concurrent_executions', 0),
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
  reserved_concurrent_executions = 10
}
`,
    ],
  },
});
