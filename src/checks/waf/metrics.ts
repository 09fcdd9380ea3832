import { resourceCheck } from '../check.ts';
import { all, each, isTrue } from '../rules.ts';

const counted = isTrue('visibility_config.cloudwatch_metrics_enabled');

export const check = resourceCheck({
  id: 'waf/metrics',
  title: 'Rules of web ACLs are counted',
  severity: 'low',
  why: 'How often a rule was met, and whether an attack is going on, is not seen',
  fix: 'Set `cloudwatch_metrics_enabled = true`',
  isChangeSafe: true,
  controls: ['SecurityHub:WAF.12', 'Config:wafv2-rulegroup-logging-enabled'],
  of: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'],
  judge: all(counted, each('rule', counted)),
  examples: {
    bad: [
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
      cloudwatch_metrics_enabled = false
      metric_name                = "api"
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
      metric_name                = "api"
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
    ],
  },
});
