import { resourceCheck } from '../check.ts';
import { any, has } from '../rules.ts';

export const check = resourceCheck({
  id: 'network-firewall/policy-without-rules',
  title: 'Policies of firewalls have rules',
  severity: 'medium',
  why: 'Without rules all is dropped, or all is let through: the firewall does nothing of what it is there for',
  fix: 'Name rule groups in `stateful_rule_group_reference` or `stateless_rule_group_reference`',
  controls: ['SecurityHub:NetworkFirewall.3', 'Config:netfw-policy-rule-group-associated'],
  of: ['aws_networkfirewall_firewall_policy'],
  judge: any(
    has('firewall_policy.stateful_rule_group_reference'),
    has('firewall_policy.stateless_rule_group_reference'),
  ),
  examples: {
    bad: [
      `
resource "aws_networkfirewall_firewall_policy" "own" {
  name = "own"
  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:drop"]
    
  }
}
`,
    ],
    good: [
      `
resource "aws_networkfirewall_firewall_policy" "own" {
  name = "own"
  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:drop"]
    stateful_rule_group_reference {
      resource_arn = "arn:aws:network-firewall:eu-west-1:123456789012:stateful-rulegroup/own"
    }
  }
}
`,
    ],
  },
});
