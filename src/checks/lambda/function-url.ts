import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/function-url',
  title: 'Addresses of functions demand a signature',
  severity: 'critical',
  why: 'Everybody on the internet can call the function',
  fix: 'Set `authorization_type = "AWS_IAM"`',
  controls: ['CKV_AWS_258'],
  of: ['aws_lambda_function_url'],
  judge: isOneOf('authorization_type', ['AWS_IAM']),
  examples: {
    bad: [
      `
resource "aws_lambda_function_url" "own" {
  function_name      = "own"
  authorization_type = "NONE"
}
`,
    ],
    good: [
      `
resource "aws_lambda_function_url" "own" {
  function_name      = "own"
  authorization_type = "AWS_IAM"
}
`,
    ],
  },
});
