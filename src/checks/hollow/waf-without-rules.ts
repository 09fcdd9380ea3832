import { cannotTell, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { any, has, isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rules.html */
export const check = resourceCheck({
  id: 'hollow/waf-without-rules',
  title: 'Web ACLs have rules',
  severity: 'medium',
  why: 'A web ACL without rules lets everything through, and looks like protection in the code',
  fix: 'Add a `rule`, such as a group of rules that AWS manages, or set `default_action` to `block`',
  controls: ['CKV_AWS_175'],
  of: ['aws_wafv2_web_acl', 'aws_waf_web_acl', 'aws_wafregional_web_acl'],
  judge(acl, { plan }) {
    if (acl.type !== 'aws_wafv2_web_acl') return any(has('rules'), has('rule'))(acl);
    const own = any(has('rule'), isSet('rule_json'), has('default_action.block'))(acl);
    if (own.outcome !== 'fail') return own;
    const groups = relatedTo(plan, acl, 'aws_wafv2_web_acl_rule_group_association', 'web_acl_arn');
    if (!groups.known) return cannotTell(groups.because);
    return groups.value.length > 0 ? pass : own;
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
  rule {
    name     = "common"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "api"
    sampled_requests_enabled   = true
  }
}
`,
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
resource "aws_wafv2_web_acl_rule_group_association" "api" {
  rule_name   = "common"
  priority    = 1
  web_acl_arn = aws_wafv2_web_acl.api.arn
  managed_rule_group {
    name        = "AWSManagedRulesCommonRuleSet"
    vendor_name = "AWS"
  }
}
`,
    ],
  },
});
