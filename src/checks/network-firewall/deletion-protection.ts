import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'network-firewall/deletion-protection',
  title: 'Firewalls are protected from deletion',
  severity: 'medium',
  why: 'A mistake, or an attacker, takes the firewall away',
  fix: 'Set `delete_protection = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_344', 'SecurityHub:NetworkFirewall.9', 'Config:netfw-deletion-protection-enabled'],
  of: ['aws_networkfirewall_firewall'],
  judge: isTrue('delete_protection'),
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
  delete_protection = true
}
`,
    ],
  },
});
