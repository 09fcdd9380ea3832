import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'network-firewall/logs',
  title: 'Firewalls write a log',
  severity: 'medium',
  why: 'What was let through, and what was not, cannot be found out afterwards',
  fix: 'Add an `aws_networkfirewall_logging_configuration`',
  controls: ['CKV2_AWS_63', 'SecurityHub:NetworkFirewall.2', 'Config:netfw-logging-enabled'],
  of: ['aws_networkfirewall_firewall'],
  judge(firewall, { plan }) {
    const logs = relatedTo(plan, firewall, 'aws_networkfirewall_logging_configuration', 'firewall_arn');
    if (!logs.known) return cannotTell(logs.because);
    return logs.value.length > 0 ? pass : fail('no aws_networkfirewall_logging_configuration names it');
  },
  examples: {
    bad: [
      `
resource "aws_networkfirewall_firewall" "own" {
  name                = "own"
  firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/own"
  vpc_id              = "vpc-0123456789abcdef0"
  subnet_mapping {
    subnet_id = "subnet-0123456789abcdef0"
  }
  
}
`,
    ],
    good: [
      `
resource "aws_networkfirewall_firewall" "own" {
  name                = "own"
  firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/own"
  vpc_id              = "vpc-0123456789abcdef0"
  subnet_mapping {
    subnet_id = "subnet-0123456789abcdef0"
  }
  
}

resource "aws_networkfirewall_logging_configuration" "own" {
  firewall_arn = aws_networkfirewall_firewall.own.arn
  logging_configuration {
    log_destination_config {
      log_type             = "ALERT"
      log_destination_type = "CloudWatchLogs"
      log_destination = {
        logGroup = "firewall"
      }
    }
  }
}
`,
    ],
  },
});
