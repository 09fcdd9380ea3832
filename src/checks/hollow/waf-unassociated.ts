import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { isInUse, type Use } from '../in-use.ts';

const users: readonly Use[] = [
  ['aws_wafv2_web_acl_association', 'web_acl_arn'],
  ['aws_cloudfront_distribution', 'web_acl_id'],
];

/** https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating.html */
export const check = resourceCheck({
  id: 'hollow/waf-unassociated',
  title: 'Web ACLs protect something',
  severity: 'medium',
  why: 'A web ACL that is associated with nothing looks like protection in the code and sees no request',
  fix: 'Add an `aws_wafv2_web_acl_association`, or name it in the `web_acl_id` of a distribution',
  controls: [],
  of: ['aws_wafv2_web_acl'],
  judge(acl, { plan }) {
    const isUsed = isInUse(plan, acl, users);
    if (!isUsed.known) return cannotTell(isUsed.because);
    return isUsed.value ? pass : fail('nothing in this root is associated with the web ACL');
  },
  examples: {
    bad: [
      `
resource "aws_wafv2_web_acl" "api" {
  name  = "api"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "api"
    sampled_requests_enabled   = true
  }
}
`,
    ],
    good: [
      `
resource "aws_wafv2_web_acl" "api" {
  name  = "api"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "api"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "api" {
  resource_arn = "arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/main"
  web_acl_arn  = aws_wafv2_web_acl.api.arn
}
`,
    ],
  },
});
