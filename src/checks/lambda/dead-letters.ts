import { cannotTell, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { best, has } from '../rules.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export const check = resourceCheck({
  id: 'lambda/dead-letters',
  title: 'Functions keep what they could not do',
  severity: 'low',
  why: 'Events that fail are lost',
  fix: 'Add `dead_letter_config`, or an `aws_lambda_function_event_invoke_config` with `on_failure`',
  controls: ['CKV_AWS_116'],
  of: ['aws_lambda_function'],
  judge(fn, { plan }) {
    const own = has('dead_letter_config')(fn);
    if (own.outcome !== 'fail') return own;
    const configs = relatedTo(plan, fn, 'aws_lambda_function_event_invoke_config', 'function_name');
    if (!configs.known) return cannotTell(configs.because);
    const kept = configs.value.map(has('destination_config.on_failure'));
    return kept.length > 0 ? best(kept) : own;
  },
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
      `
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function_event_invoke_config" "own" {
  function_name = aws_lambda_function.own.function_name
  destination_config {
    on_success {
      destination = "arn:aws:sqs:eu-west-1:123456789012:own"
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
  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:123456789012:own"
  }
}
`,
      `
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function_event_invoke_config" "own" {
  function_name = aws_lambda_function.own.function_name
  destination_config {
    on_failure {
      destination = "arn:aws:sqs:eu-west-1:123456789012:own"
    }
  }
}
`,
    ],
  },
});
