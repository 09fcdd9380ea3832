import type { Attributes } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { isAnything } from '../closing-conditions.ts';
import { any, is, isSet } from '../rules.ts';

/** Not one that is somebody's whatever it is: `arn:aws:events:*:*:rule/*`. */
const namesSource = is(
  'source_arn',
  (arn) => typeof arn === 'string' && arn !== '' && !isAnything('aws:SourceArn', arn),
  'must name the account of the source',
);

function isService(permission: Attributes): boolean {
  const principal = permission.attribute('principal');
  return (
    !principal.known || (typeof principal.value === 'string' && principal.value.includes('.amazonaws.com'))
  );
}

export const check = resourceCheck({
  id: 'lambda/permission-source',
  title: 'Services that call functions are bound to a source',
  severity: 'medium',
  why: 'Somebody else can make the service call the function: the confused deputy',
  fix: 'Set `source_arn` or `source_account`',
  controls: ['CKV_AWS_364', 'AVD-AWS-0067'],
  of: ['aws_lambda_permission'],
  judge: (permission) =>
    isService(permission)
      ? any(namesSource, isSet('source_account'), isSet('principal_org_id'))(permission)
      : undefined,
  examples: {
    bad: [
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}
`,
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = "arn:aws:events:*:*:rule/*"
}
`,
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::*"
}
`,
    ],
    good: [
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::own"
}
`,
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "123456789012"
}
`,
      `
resource "aws_lambda_permission" "own" {
  function_name = "own"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:eu-west-1:123456789012:abc123/*/*/*"
}
`,
    ],
  },
});
