import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_Firewall.html */
export const check = resourceCheck({
  id: 'network-firewall/policy-protection',
  title: 'Which policy a firewall has is protected from changes',
  severity: 'low',
  why: 'A mistake, or an attacker, gives the firewall a policy that lets everything through',
  fix: 'Set `firewall_policy_change_protection = true`',
  isChangeSafe: true,
  controls: [],
  of: ['aws_networkfirewall_firewall'],
  judge: isTrue('firewall_policy_change_protection'),
  examples: {
    bad: [firewall('')],
    good: [firewall('  firewall_policy_change_protection = true\n')],
  },
});

function firewall(more: string): string {
  return `
resource "aws_networkfirewall_firewall" "own" {
  name                = "own"
  firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/own"
  vpc_id              = "vpc-0123456789abcdef0"
${more}  subnet_mapping {
    subnet_id = "subnet-0123456789abcdef0"
  }
}
`;
}
