import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'network-firewall/subnet-protection',
  title: 'The subnets of firewalls are protected from changes',
  severity: 'low',
  why: 'A mistake, or an attacker, leads traffic past the firewall',
  fix: 'Set `subnet_change_protection = true`',
  isChangeSafe: true,
  controls: ['SecurityHub:NetworkFirewall.10', 'Config:netfw-subnet-change-protection-enabled'],
  of: ['aws_networkfirewall_firewall'],
  judge: isTrue('subnet_change_protection'),
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
  subnet_change_protection = true
}
`,
    ],
  },
});
