import { tagsOf } from '../../clouds/aws/facts/values.ts';
import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { addressesTo } from '../../clouds/aws/network/route-tables.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types */
export const check = resourceCheck({
  id: 'exposure/private-subnet-with-internet-gateway',
  title: 'Subnets that are called private have no route to an internet gateway',
  severity: 'high',
  why: 'People put what must not be reached into a subnet by its name; its routes decide',
  fix: 'Route the subnet through a NAT gateway or endpoints, or give it the name of a public one',
  controls: [],
  of: ['aws_subnet'],
  judge(subnet, { plan }) {
    const names = [subnet.name, String(subnet.key ?? ''), tagsOf(subnet)?.Name ?? ''];
    const name = names.find((text) => /private|isolated|internal/i.test(text));
    if (name === undefined) return undefined;
    const { table } = collectNetwork(plan).places.ofSubnet(subnet);
    const { by, doubts } = addressesTo(table, 'internet');
    const [route] = by;
    if (route)
      return fail(
        `it is called ${name}, and ${route.source.address} sends ${route.text} to an internet gateway`,
      );
    const [doubt] = doubts;
    return doubt === undefined ? pass : cannotTell(doubt);
  },
  examples: {
    bad: [subnetWith('gateway_id = aws_internet_gateway.out.id')],
    good: [subnetWith('nat_gateway_id = "nat-0123456789abcdef0"')],
  },
});

function subnetWith(target: string): string {
  return `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    ${target}
  }
}

resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.main.id
}
`;
}
