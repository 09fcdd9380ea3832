import { pass, resourceCheck } from '../check.ts';
import { any, isNoneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'lambda/permission-anybody',
  title: 'Functions do not let everybody call them',
  severity: 'critical',
  why: 'Anybody with an AWS account can call the function',
  fix: 'Name the account or service in `principal`',
  controls: ['CKV_AWS_301', 'SecurityHub:Lambda.1'],
  of: ['aws_lambda_permission'],
  judge: (permission) =>
    isSet('principal_org_id')(permission).outcome === 'pass'
      ? pass
      : any(
          isNoneOf('principal', ['*']),
          isSet('source_account'),
          isSet('function_url_auth_type'),
        )(permission),
  examples: {
    bad: [
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
