import { resourceCheck } from '../check.ts';
import { any, is, isOneOf } from '../rules.ts';

/**
 * Only the connection of a WebSocket is authorised, and preflight requests carry no credentials.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html
 */
const isLaterStep = is(
  'route_key',
  (key) => /^(?:\$disconnect$|OPTIONS )/.test(String(key)),
  'must be a later step',
);

export const check = resourceCheck({
  id: 'api-gateway/route-authorization',
  title: 'Routes of HTTP and WebSocket APIs demand a sign-in',
  severity: 'medium',
  why: 'Everybody can call the route',
  fix: 'Set `authorization_type`',
  controls: ['CKV_AWS_309', 'SecurityHub:APIGateway.8'],
  of: ['aws_apigatewayv2_route'],
  judge: any(isOneOf('authorization_type', ['AWS_IAM', 'JWT', 'CUSTOM']), isLaterStep),
  examples: {
    bad: [
      `
resource "aws_apigatewayv2_route" "own" {
  api_id    = "a"
  route_key = "GET /models"
}
`,
      `
resource "aws_apigatewayv2_route" "own" {
  api_id    = "a"
  route_key = "$connect"
  authorization_type = "NONE"
}
`,
    ],
    good: [
      `
resource "aws_apigatewayv2_route" "own" {
  api_id    = "a"
  route_key = "GET /models"
  authorization_type = "AWS_IAM"
}
`,
      `
resource "aws_apigatewayv2_route" "own" {
  api_id    = "a"
  route_key = "$disconnect"
}
`,
    ],
  },
});
