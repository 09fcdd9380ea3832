import type { Json } from '../../base/canonical-json.ts';
import { AddressSet, isAnyone } from '../../clouds/aws/network/address-set.ts';
import { resourceCheck } from '../check.ts';
import { any, is, isFalse } from '../rules.ts';

function isNarrow(range: Json): boolean {
  return !isAnyone(AddressSet.of(String(range)));
}

/** https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html */
export const check = resourceCheck({
  id: 'vpn/client-authorization',
  title: 'Clients reach what their group needs',
  severity: 'medium',
  why: 'Whoever has one certificate reaches the whole network',
  fix: 'Name a group in `access_group_id`, or a narrow `target_network_cidr`',
  controls: [],
  of: ['aws_ec2_client_vpn_authorization_rule'],
  judge: any(isFalse('authorize_all_groups'), is('target_network_cidr', isNarrow, 'must be narrow')),
  examples: {
    bad: [
      `
resource "aws_ec2_client_vpn_authorization_rule" "own" {
  client_vpn_endpoint_id = "cvpn-endpoint-0123456789abcdef0"
  target_network_cidr    = "0.0.0.0/0"
  authorize_all_groups   = true
}
`,
    ],
    good: [
      `
resource "aws_ec2_client_vpn_authorization_rule" "own" {
  client_vpn_endpoint_id = "cvpn-endpoint-0123456789abcdef0"
  target_network_cidr    = "0.0.0.0/0"
  access_group_id        = "S-1-1"
}
`,
      `
resource "aws_ec2_client_vpn_authorization_rule" "own" {
  client_vpn_endpoint_id = "cvpn-endpoint-0123456789abcdef0"
  target_network_cidr    = "10.0.1.0/24"
  authorize_all_groups   = true
}
`,
    ],
  },
});
