import { resourceCheck } from '../check.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 'waf/classic-logging',
  title: 'Web ACLs of WAF Classic write a log',
  severity: 'medium',
  why: 'What was tried, and what got through, cannot be found out afterwards',
  fix: 'Add `logging_configuration`, or go over to `aws_wafv2_web_acl`',
  controls: ['CKV_AWS_176', 'SecurityHub:WAF.1', 'Config:waf-classic-logging-enabled'],
  of: ['aws_waf_web_acl', 'aws_wafregional_web_acl'],
  judge: has('logging_configuration'),
  examples: {
    bad: [
      `
resource "aws_waf_web_acl" "own" {
  name        = "own"
  metric_name = "own"
  default_action {
    type = "BLOCK"
  }
}
`,
    ],
    good: [
      `
resource "aws_waf_web_acl" "own" {
  name        = "own"
  metric_name = "own"
  default_action {
    type = "BLOCK"
  }
  logging_configuration {
    log_destination = "arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs-own"
  }
}
`,
    ],
  },
});
