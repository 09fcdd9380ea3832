import { resourceCheck } from '../check.ts';
import { any, isNoneOf, isOneOf, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/authorization',
  title: 'Methods of APIs demand a sign-in',
  severity: 'medium',
  why: 'Everybody can call the method',
  fix: 'Set `authorization`, or `api_key_required`',
  controls: ['CKV_AWS_59', 'AVD-AWS-0004', 'SecurityHub:APIGateway.8'],
  of: ['aws_api_gateway_method'],
  judge: any(
    isOneOf('http_method', ['OPTIONS']),
    isNoneOf('authorization', ['NONE']),
    isTrue('api_key_required'),
  ),
  examples: {
    bad: [
      `
resource "aws_api_gateway_method" "own" {
  rest_api_id   = "a"
  resource_id   = "b"
  http_method   = "GET"
  authorization = "NONE"
}
`,
    ],
    good: [
      `
resource "aws_api_gateway_method" "own" {
  rest_api_id   = "a"
  resource_id   = "b"
  http_method   = "GET"
  authorization = "AWS_IAM"
}
`,
    ],
  },
});
