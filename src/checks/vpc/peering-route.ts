import type { Json } from '../../base/canonical-json.ts';
import { AddressSet, isAnyone } from '../../clouds/aws/network/address-set.ts';
import { resourceCheck } from '../check.ts';
import { all, any, each, is, isUnset } from '../rules.ts';

const ranges = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'cidr_block', 'ipv6_cidr_block'];

/** Also no half of everywhere: two such routes are one. */
const isNarrow = (range: Json) => range === null || !isAnyone(AddressSet.of(String(range)));

const narrow = any(
  isUnset('vpc_peering_connection_id'),
  all(...ranges.map((path) => is(path, isNarrow, 'must be a range of the other network'))),
);

export const check = resourceCheck({
  id: 'vpc/peering-route',
  title: 'Routes to other VPCs name what is reached',
  severity: 'medium',
  why: 'The whole of the other network is reached, and reaches back',
  fix: 'Name the ranges that are needed',
  controls: ['CKV2_AWS_44'],
  of: ['aws_route', 'aws_route_table', 'aws_default_route_table'],
  judge: (table) => (table.type === 'aws_route' ? narrow(table) : each('route', narrow)(table)),
  examples: {
    bad: [
      `
resource "aws_route" "own" {
  route_table_id            = "rtb-0123456789abcdef0"
  destination_cidr_block    = "0.0.0.0/0"
  vpc_peering_connection_id = "pcx-0123456789abcdef0"
}
`,
      `
resource "aws_route" "own" {
  route_table_id            = "rtb-0123456789abcdef0"
  destination_ipv6_cidr_block = "::/0"
  vpc_peering_connection_id = "pcx-0123456789abcdef0"
}
`,
      `
resource "aws_route_table" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  route {
    cidr_block                = "0.0.0.0/0"
    vpc_peering_connection_id = "pcx-0123456789abcdef0"
  }
}
`,
      `
resource "aws_route" "own" {
  route_table_id            = "rtb-0123456789abcdef0"
  destination_cidr_block    = "128.0.0.0/1"
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
      `
resource "aws_route_table" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  route {
    cidr_block                = "10.1.0.0/24"
    vpc_peering_connection_id = "pcx-0123456789abcdef0"
  }
}
`,
    ],
  },
});
