import { resourceCheck } from '../check.ts';
import { any, isNoneOf, isSet } from '../rules.ts';

/** `AWS_IAM` asks for credentials of any account: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
export const check = resourceCheck({
  id: 'lambda/permission-anybody',
  title: 'Functions do not let everybody call them',
  severity: 'critical',
  why: 'Anybody with an AWS account can call the function',
  fix: 'Name the account or service in `principal`',
  controls: ['CKV_AWS_301', 'SecurityHub:Lambda.1'],
  of: ['aws_lambda_permission'],
  judge: any(isNoneOf('principal', ['*']), isSet('principal_org_id'), isSet('source_account')),
  examples: {
    bad: [
      `
resource "aws_lambda_permission" "own" {
  function_name          = "own"
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "AWS_IAM"
}
`,
      `
resource "aws_lambda_permission" "own" {
  function_name          = "own"
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}
`,
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
`,
    ],
    good: [
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_account = "123456789012"
}
`,
    ],
  },
});
