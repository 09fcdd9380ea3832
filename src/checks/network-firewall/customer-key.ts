import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'network-firewall/customer-key',
  title: 'Firewalls are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt the rules',
  fix: 'Add `encryption_configuration` with `type = "CUSTOMER_KMS"`',
  controls: ['CKV_AWS_345', 'CKV_AWS_346'],
  of: [
    'aws_networkfirewall_firewall',
    'aws_networkfirewall_firewall_policy',
    'aws_networkfirewall_rule_group',
  ],
  judge: isOneOf('encryption_configuration.type', ['CUSTOMER_KMS']),
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
    good: [
      `
resource "aws_networkfirewall_firewall" "own" {
  name                = "own"
  firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/own"
  vpc_id              = "vpc-0123456789abcdef0"
  subnet_mapping {
    subnet_id = "subnet-0123456789abcdef0"
  }
  encryption_configuration {
    type   = "CUSTOMER_KMS"
    key_id = "arn:aws:kms:eu-west-1:123456789012:key/own"
  }
}
`,
    ],
  },
});
