import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'waf/logging',
  title: 'Web ACLs write a log',
  severity: 'medium',
  why: 'What was tried, and what got through, cannot be found out afterwards',
  fix: 'Add an `aws_wafv2_web_acl_logging_configuration`',
  controls: ['CKV2_AWS_31', 'SecurityHub:WAF.11', 'Config:wafv2-logging-enabled'],
  of: ['aws_wafv2_web_acl'],
  judge(acl, { plan }) {
    const logs = relatedTo(plan, acl, 'aws_wafv2_web_acl_logging_configuration', 'resource_arn');
    if (!logs.known) return cannotTell(logs.because);
    return logs.value.length > 0 ? pass : fail('no aws_wafv2_web_acl_logging_configuration names it');
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

resource "aws_wafv2_web_acl_logging_configuration" "api" {
  resource_arn            = aws_wafv2_web_acl.api.arn
  log_destination_configs = ["arn:aws:s3:::aws-waf-logs-api"]
}
`,
    ],
  },
});
