import { placesOf } from '../../clouds/aws/network/chain.ts';
import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { addressesTo } from '../../clouds/aws/network/route-tables.ts';
import type { Check } from '../check.ts';

/** https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46 */
export const check: Check = {
  id: 'exposure/store-in-public-subnet',
  title: 'Data stores are in subnets without a route to an internet gateway',
  severity: 'medium',
  why: 'In a public subnet, one wrong switch or rule is enough to put the data on the internet',
  fix: 'Name subnets in the subnet group whose route table has no route to an internet gateway',
  controls: ['SecurityHub:RDS.46'],
  *judge({ plan }) {
    const network = collectNetwork(plan);
    for (const unit of network.units) {
      if (unit.kind !== 'store') continue;
      // What is left to AWS is in the default VPC, which has checks of its own.
      const places = unit.attachments.flatMap((one) =>
        one.subnets === 'default' ? [] : placesOf(network, one),
      );
      if (places.length === 0) continue;
      const subject = unit.resource;
      const found = places.map((place) => ({ place, routes: addressesTo(place.table, 'internet') }));
      const open = found.find(({ routes }) =>
        routes.by.some(({ to }) => to?.type !== 'aws_ec2_carrier_gateway'),
      );
      const [doubt] = found.flatMap(({ routes }) => routes.doubts);
      const route = open?.routes.by[0];
      if (open && route)
        yield {
          subject,
          outcome: 'fail',
          message: `${open.place.name} is public: ${route.source.address} sends ${route.text} to an internet gateway`,
        };
      else if (doubt !== undefined) yield { subject, outcome: 'cannot-tell', message: doubt };
      else yield { subject, outcome: 'pass' };
    }
  },
  examples: {
    bad: [clusterIn('aws_internet_gateway.out.id', '0.0.0.0/0')],
    good: [clusterIn('aws_vpn_gateway.office.id', '192.168.0.0/16')],
    unclear: [
      `
resource "aws_elasticache_cluster" "cache" {
  cluster_id        = "cache"
  engine            = "redis"
  node_type         = "cache.t3.micro"
  num_cache_nodes   = 1
  subnet_group_name = "made-elsewhere"
}
`,
    ],
  },
};

function clusterIn(gateway: string, range: string): string {
  return `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpn_gateway" "office" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "data" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "data" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "data" {
  route_table_id         = aws_route_table.data.id
  destination_cidr_block = "${range}"
  gateway_id             = ${gateway}
}

resource "aws_route_table_association" "data" {
  subnet_id      = aws_subnet.data.id
  route_table_id = aws_route_table.data.id
}

resource "aws_db_subnet_group" "data" {
  subnet_ids = [aws_subnet.data.id]
}

resource "aws_db_instance" "data" {
  instance_class              = "db.t3.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.data.name
}
`;
}
