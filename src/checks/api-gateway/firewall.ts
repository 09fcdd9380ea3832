import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'api-gateway/firewall',
  title: 'Stages of APIs are behind a firewall',
  severity: 'medium',
  why: 'Known attacks reach the application',
  fix: 'Add an `aws_wafv2_web_acl_association`',
  controls: ['CKV2_AWS_29', 'SecurityHub:APIGateway.4'],
  of: ['aws_api_gateway_stage'],
  judge(stage, { plan }) {
    const found = ['aws_wafv2_web_acl_association', 'aws_wafregional_web_acl_association'].map((type) =>
      relatedTo(plan, stage, type, 'resource_arn'),
    );
    if (found.some((one) => one.known && one.value.length > 0)) return pass;
    const open = found.find((one) => !one.known);
    if (open && !open.known) return cannotTell(open.because);
    return fail('no aws_wafv2_web_acl_association names it');
  },
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
}
resource "aws_wafv2_web_acl_association" "own" {
  resource_arn = aws_api_gateway_stage.own.arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/own/1"
}
`,
    ],
  },
});
