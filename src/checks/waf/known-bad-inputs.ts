import type { Json } from '../../base/canonical-json.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { all, any, best, each, has, is, isOneOf, type Rule, some } from '../rules.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html */
const group = 'AWSManagedRulesKnownBadInputsRuleSet';
const statement = 'statement.managed_rule_group_statement';

/** Not weakened: neither the group nor one of its rules only counts. */
const isGroup = all(
  isOneOf(`${statement}.name`, [group]),
  hasNo('override_action.count'),
  each(`${statement}.rule_action_override`, hasNo('action_to_use.count')),
);

function hasNo(path: string): Rule {
  return (one) => {
    const found = has(path)(one);
    return found.outcome === 'pass'
      ? fail(`${path} is set`, { path })
      : found.outcome === 'fail'
        ? pass
        : found;
  };
}

function names(rules: Json): boolean {
  return String(rules).includes(group);
}

export const check = resourceCheck({
  id: 'waf/known-bad-inputs',
  title: 'Web ACLs refuse what exploits Log4j and its like',
  severity: 'medium',
  why: 'Attacks that everybody has the tools for reach the application',
  fix: "Add AWS's `AWSManagedRulesKnownBadInputsRuleSet` without counting alone",
  controls: ['CKV_AWS_192'],
  of: ['aws_wafv2_web_acl'],
  judge(acl, { plan }) {
    const own = any(some('rule', isGroup), is('rule_json', names, 'must name the group'))(acl);
    if (own.outcome !== 'fail') return own;
    const separate = relatedTo(plan, acl, 'aws_wafv2_web_acl_rule_group_association', 'web_acl_arn');
    if (!separate.known) return cannotTell(separate.because);
    const groups = separate.value.map(isOneOf('managed_rule_group.name', [group]));
    return best([...groups, fail(`no rule has ${group}, or it only counts`)]);
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
      `
resource "aws_wafv2_web_acl" "api" {
  name  = "api"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "bad"
    priority = 1
    override_action {
      count {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
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
      `
resource "aws_wafv2_web_acl" "api" {
  name  = "api"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "bad"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
        vendor_name = "AWS"
        rule_action_override {
          name = "Log4JRCE_HEADER"
          action_to_use {
            count {}
          }
        }
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
    name     = "bad"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
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
  rule_name   = "bad"
  priority    = 1
  web_acl_arn = aws_wafv2_web_acl.api.arn
  managed_rule_group {
    name        = "AWSManagedRulesKnownBadInputsRuleSet"
    vendor_name = "AWS"
  }
}
`,
    ],
  },
});
