import { resourceCheck } from '../check.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/dead-letters',
  title: 'Functions keep what they could not do',
  severity: 'low',
  why: 'Events that fail are lost',
  fix: 'Add `dead_letter_config`',
  controls: ['CKV_AWS_116'],
  of: ['aws_lambda_function'],
  judge: has('dead_letter_config'),
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
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:123456789012:own"
  }
}
`,
    ],
  },
});
