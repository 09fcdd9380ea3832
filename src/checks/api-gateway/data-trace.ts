import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/data-trace',
  title: 'Logs of APIs do not hold whole requests',
  severity: 'medium',
  why: 'Tokens and personal data of callers stand in the log',
  fix: 'Leave `data_trace_enabled` false',
  controls: ['CKV_AWS_276'],
  of: ['aws_api_gateway_method_settings'],
  judge: isFalse('settings.data_trace_enabled'),
  examples: {
    bad: [
      `
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = "own"
  method_path = "*/*"
  settings {
    data_trace_enabled = true
  }
}
`,
    ],
    good: [
      `
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = "own"
  method_path = "*/*"
  settings {
    logging_level = "ERROR"
  }
}
`,
    ],
  },
});
