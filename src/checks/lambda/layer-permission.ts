import { resourceCheck } from '../check.ts';
import { any, isNoneOf, isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html */
export const check = resourceCheck({
  id: 'lambda/layer-permission',
  title: 'Layers are not given to everybody',
  severity: 'high',
  why: 'Every AWS account reads the code, and what was left in it',
  fix: 'Name the account in `principal`, or set `organization_id`',
  controls: [],
  of: ['aws_lambda_layer_version_permission'],
  judge: any(isNoneOf('principal', ['*']), isSet('organization_id')),
  examples: {
    bad: [
      `
resource "aws_lambda_layer_version_permission" "own" {
  layer_name     = "own"
  version_number = 1
  action         = "lambda:GetLayerVersion"
  statement_id   = "own"
  principal      = "*"
}
`,
    ],
    good: [
      `
resource "aws_lambda_layer_version_permission" "own" {
  layer_name     = "own"
  version_number = 1
  action         = "lambda:GetLayerVersion"
  statement_id   = "own"
  principal      = "123456789012"
}
`,
      `
resource "aws_lambda_layer_version_permission" "own" {
  layer_name     = "own"
  version_number = 1
  action         = "lambda:GetLayerVersion"
  statement_id   = "own"
  principal       = "*"
  organization_id = "o-0123456789"
}
`,
    ],
  },
});
