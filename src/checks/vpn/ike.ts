import { fail, resourceCheck } from '../check.ts';
import { all, is, type Rule } from '../rules.ts';

/** Without a word AWS takes both. */
function isNew(versions: string): Rule {
  return (connection) =>
    connection.isLeftOut(versions)
      ? fail(`${versions} is not set: IKEv1 is taken too`, { path: versions })
      : is(versions, (names) => JSON.stringify(names) === '["ikev2"]', 'must be ikev2 alone')(connection);
}

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html */
export const check = resourceCheck({
  id: 'vpn/ike',
  title: 'Tunnels of VPN connections take IKEv2 alone',
  severity: 'low',
  why: 'IKEv1 is old: whoever listens can try out the shared key, and it has weaker ways to agree on others',
  fix: 'Set `tunnel1_ike_versions` and `tunnel2_ike_versions` to `["ikev2"]`',
  controls: [],
  of: ['aws_vpn_connection'],
  judge: all(...['tunnel1_ike_versions', 'tunnel2_ike_versions'].map(isNew)),
  examples: {
    bad: [
      `
resource "aws_vpn_connection" "own" {
  customer_gateway_id = "cgw-0123456789abcdef0"
  vpn_gateway_id      = "vgw-0123456789abcdef0"
  type                = "ipsec.1"
  
}
`,
      `
resource "aws_vpn_connection" "own" {
  customer_gateway_id = "cgw-0123456789abcdef0"
  vpn_gateway_id      = "vgw-0123456789abcdef0"
  type                = "ipsec.1"
  tunnel1_ike_versions = ["ikev1", "ikev2"]
  tunnel2_ike_versions = ["ikev2"]
}
`,
    ],
    good: [
      `
resource "aws_vpn_connection" "own" {
  customer_gateway_id = "cgw-0123456789abcdef0"
  vpn_gateway_id      = "vgw-0123456789abcdef0"
  type                = "ipsec.1"
  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
}
`,
    ],
  },
});
