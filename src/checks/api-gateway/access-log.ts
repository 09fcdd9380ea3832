import { resourceCheck } from '../check.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/access-log',
  title: 'Stages of APIs write an access log',
  severity: 'low',
  why: 'Who called what cannot be found out afterwards',
  fix: 'Add `access_log_settings`',
  controls: ['CKV_AWS_76', 'CKV_AWS_95', 'AVD-AWS-0001', 'SecurityHub:APIGateway.9'],
  of: ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'],
  judge: has('access_log_settings'),
  examples: {
    bad: [
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
}
`,
    ],
    good: [
      `
resource "aws_api_gateway_stage" "own" {
  rest_api_id   = "a"
  deployment_id = "b"
  stage_name    = "own"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:own"
    format          = "$context.requestId"
  }
}
`,
    ],
  },
});
