import { resourceCheck } from '../check.ts';
import { all, is, type Rule } from '../rules.ts';

const isLooking = (path: string): Rule =>
  is(path, (actions) => !JSON.stringify(actions).includes('"aws:pass"'), 'must not be aws:pass');

export const check = resourceCheck({
  id: 'network-firewall/default-action',
  title: 'Firewalls look at what no rule is about',
  severity: 'high',
  why: 'Whatever the rules do not name passes the firewall unseen',
  fix: 'Set `stateless_default_actions` and `stateless_fragment_default_actions` to `aws:drop` or `aws:forward_to_sfe`',
  controls: [
    'SecurityHub:NetworkFirewall.4',
    'SecurityHub:NetworkFirewall.5',
    'Config:netfw-policy-default-action-full-packets',
    'Config:netfw-policy-default-action-fragment-packets',
  ],
  of: ['aws_networkfirewall_firewall_policy'],
  judge: all(
    isLooking('firewall_policy.stateless_default_actions'),
    isLooking('firewall_policy.stateless_fragment_default_actions'),
  ),
  examples: {
    bad: [
      `
resource "aws_networkfirewall_firewall_policy" "own" {
  name = "own"
  firewall_policy {
    stateless_default_actions          = ["aws:pass"]
    stateless_fragment_default_actions = ["aws:drop"]
    stateful_rule_group_reference {
      resource_arn = "arn:aws:network-firewall:eu-west-1:123456789012:stateful-rulegroup/own"
    }
  }
}
`,
      `
resource "aws_networkfirewall_firewall_policy" "own" {
  name = "own"
  firewall_policy {
    stateless_default_actions          = ["aws:drop"]
    stateless_fragment_default_actions = ["aws:pass"]
    stateful_rule_group_reference {
      resource_arn = "arn:aws:network-firewall:eu-west-1:123456789012:stateful-rulegroup/own"
    }
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
