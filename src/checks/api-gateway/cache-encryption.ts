import { resourceCheck } from '../check.ts';
import { any, isFalse, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/cache-encryption',
  title: 'Caches of APIs are encrypted',
  severity: 'medium',
  why: 'Answers are kept where whoever gets at the store reads them',
  fix: 'Set `cache_data_encrypted = true`',
  controls: ['CKV_AWS_308', 'AVD-AWS-0002', 'SecurityHub:APIGateway.5'],
  of: ['aws_api_gateway_method_settings'],
  judge: any(isFalse('settings.caching_enabled'), isTrue('settings.cache_data_encrypted')),
  examples: {
    bad: [
      `
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = "a"
  stage_name  = "own"
  method_path = "*/*"
  settings {
    caching_enabled = true
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
    caching_enabled      = true
    cache_data_encrypted = true
  }
}
`,
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
