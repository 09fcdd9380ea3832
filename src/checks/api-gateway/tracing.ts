import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/tracing',
  title: 'Stages of APIs are traced',
  severity: 'low',
  why: 'Where a request went cannot be followed',
  fix: 'Set `xray_tracing_enabled = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_73', 'AVD-AWS-0003', 'SecurityHub:APIGateway.3'],
  of: ['aws_api_gateway_stage'],
  judge: isTrue('xray_tracing_enabled'),
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
  rest_api_id          = "a"
  deployment_id        = "b"
  stage_name           = "own"
  xray_tracing_enabled = true
}
`,
    ],
  },
});
