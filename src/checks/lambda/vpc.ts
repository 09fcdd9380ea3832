import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/vpc',
  title: 'Functions run in a VPC',
  severity: 'low',
  why: 'The function reaches the internet, and nothing watches what leaves',
  fix: 'Add `vpc_config`',
  controls: ['CKV_AWS_117', 'SecurityHub:Lambda.3'],
  of: ['aws_lambda_function'],
  judge: isSet('vpc_config.subnet_ids'),
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
  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}
`,
    ],
  },
});
