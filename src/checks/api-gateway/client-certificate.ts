import { fail, resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'api-gateway/client-certificate',
  title: 'What is behind an API can tell that the API calls it',
  severity: 'low',
  why: 'Whoever reaches what is behind the API calls it directly, past its sign-in',
  fix: 'Set `client_certificate_id`, and check it',
  controls: ['CKV2_AWS_51', 'SecurityHub:APIGateway.2', 'Config:api-gw-ssl-enabled'],
  of: ['aws_api_gateway_stage'],
  judge: (stage) =>
    stage.isLeftOut('client_certificate_id')
      ? fail('client_certificate_id is not set')
      : isSet('client_certificate_id')(stage),
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
  client_certificate_id = "0a1b2c"
}
`,
    ],
  },
});
