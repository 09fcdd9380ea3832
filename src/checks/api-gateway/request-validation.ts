import { resourceCheck } from '../check.ts';
import { any, isOneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/request-validation',
  title: 'Methods of APIs look at requests',
  severity: 'low',
  why: 'Requests that are no requests reach what is behind the API',
  fix: 'Set `request_validator_id`',
  controls: ['CKV2_AWS_53'],
  of: ['aws_api_gateway_method'],
  judge: any(isOneOf('http_method', ['OPTIONS']), isSet('request_validator_id')),
  examples: {
    bad: [
      `
resource "aws_api_gateway_method" "own" {
  rest_api_id   = "a"
  resource_id   = "b"
  http_method   = "POST"
  authorization = "AWS_IAM"
  
}
`,
    ],
    good: [
      `
resource "aws_api_gateway_method" "own" {
  rest_api_id   = "a"
  resource_id   = "b"
  http_method   = "POST"
  authorization = "AWS_IAM"
  request_validator_id = "0a1b2c"
}
`,
      `
resource "aws_api_gateway_method" "own" {
  rest_api_id   = "a"
  resource_id   = "b"
  http_method   = "OPTIONS"
  authorization = "AWS_IAM"
  
}
`,
    ],
  },
});
