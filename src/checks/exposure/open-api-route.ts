import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/**
 * Of HTTP and WebSocket APIs; the methods of REST APIs are judged by `api-gateway/authorization`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 */
export const check = resourceCheck({
  id: 'exposure/open-api-route',
  title: 'Routes of HTTP APIs demand a sign-in',
  severity: 'medium',
  why: 'Anyone on the internet can call what is behind the route, as often as they like, and feed it what they like',
  fix: 'Set `authorization_type` to `AWS_IAM`, `JWT` or `CUSTOM` with an authorizer',
  controls: ['CKV_AWS_309', 'SecurityHub:APIGateway.8'],
  of: ['aws_apigatewayv2_route'],
  judge(route, { plan }) {
    const type = route.attribute('authorization_type');
    if (!type.known)
      return cannotTell(`authorization_type is not known: ${type.because}`, { path: 'authorization_type' });
    if (type.value !== null && type.value !== 'NONE') return pass;
    const key = route.attribute('route_key');
    // Who is let in at $connect may send; browsers ask OPTIONS without credentials.
    const [api] = collectNetwork(plan).links.follow(route, 'api_id', ['aws_apigatewayv2_api']).resources;
    const protocol = api?.attribute('protocol_type');
    const isSocket = protocol?.known === true && protocol.value === 'WEBSOCKET';
    if (isSocket && key.known && key.value !== '$connect') return undefined;
    if (key.known && String(key.value).startsWith('OPTIONS ')) return undefined;
    return fail(`authorization_type is ${type.value === null ? 'not set, which is NONE' : 'NONE'}`, {
      path: 'authorization_type',
    });
  },
  examples: {
    bad: [routeWith('POST /predict', ''), routeWith('$default', 'authorization_type = "NONE"')],
    good: [routeWith('POST /predict', 'authorization_type = "AWS_IAM"'), routeWith('OPTIONS /predict', '')],
  },
});

function routeWith(key: string, authorization: string): string {
  return `
resource "aws_apigatewayv2_api" "predict" {
  name          = "predict"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "predict" {
  api_id    = aws_apigatewayv2_api.predict.id
  route_key = "${key}"
  ${authorization}
}
`;
}
