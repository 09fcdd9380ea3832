import { resourceCheck } from '../check.ts';
import { isNoneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/peering-route',
  title: 'Routes to other VPCs name what is reached',
  severity: 'medium',
  why: 'The whole of the other network is reached, and reaches back',
  fix: 'Name the ranges that are needed',
  controls: ['CKV2_AWS_44'],
  of: ['aws_route'],
  judge: (route) =>
    isSet('vpc_peering_connection_id')(route).outcome === 'fail'
      ? undefined
      : isNoneOf('destination_cidr_block', ['0.0.0.0/0'])(route),
  examples: {
    bad: [
      `
resource "aws_route" "own" {
  route_table_id            = "rtb-0123456789abcdef0"
  destination_cidr_block    = "0.0.0.0/0"
  vpc_peering_connection_id = "pcx-0123456789abcdef0"
}
`,
    ],
    good: [
      `
resource "aws_route" "own" {
  route_table_id            = "rtb-0123456789abcdef0"
  destination_cidr_block    = "10.1.0.0/24"
  vpc_peering_connection_id = "pcx-0123456789abcdef0"
}
`,
    ],
  },
});
