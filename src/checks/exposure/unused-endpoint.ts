import { collectNetwork, type Network } from '../../clouds/aws/network/collect.ts';
import { readEndpoint, usesOf } from '../../clouds/aws/network/endpoints.ts';
import { vpcTypes } from '../../clouds/aws/network/subnets.ts';
import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';

/**
 * Gateway endpoints that no table has are judged by `vpc/gateway-endpoint-routes`.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const check = resourceCheck({
  id: 'exposure/unused-endpoint',
  title: 'Subnets use the VPC endpoints that there are',
  severity: 'medium',
  why: 'An endpoint that nothing leads to looks present and does nothing: requests take the internet, past its policy',
  fix: 'Name the subnets of an interface endpoint in `subnet_ids`, and for a gateway endpoint the route tables of the subnets that are to use it',
  controls: ['Holdfast:endpoint-without-route'],
  of: ['aws_vpc_endpoint'],
  judge(resource, { plan }) {
    const network = collectNetwork(plan);
    const type = resource.attribute('vpc_endpoint_type');
    if (!type.known) return cannotTell(`vpc_endpoint_type is not known: ${type.because}`);
    if (type.value === 'Interface') return judgeInterface(network, resource);
    return type.value === 'Gateway' ? judgeGateway(network, resource) : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint" "kms" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-west-1.kms"
  vpc_endpoint_type = "Interface"
}
`,
      gatewayIn('aws_route_table.spare.id'),
    ],
    good: [
      `
resource "aws_vpc_endpoint" "kms" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-west-1.kms"
  vpc_endpoint_type = "Interface"
  subnet_ids        = ["subnet-0123456789abcdef0"]
}
`,
      gatewayIn('aws_route_table.used.id'),
    ],
  },
});

function judgeInterface({ links }: Network, resource: Resource): Judgement {
  const { resources, others, doubts } = usesOf(links, resource, false);
  if (resources.length + others.length > 0) return pass;
  const configured = resource.elements('subnet_configuration');
  if (!configured.known || configured.value.length > 0) return pass;
  const [doubt] = doubts;
  if (doubt !== undefined) return cannotTell(doubt, { path: 'subnet_ids' });
  return fail('subnet_ids is empty, and nothing else puts it into a subnet', { path: 'subnet_ids' });
}

/** Judged only where the configuration has the subnets of the VPC, and the tables. */
function judgeGateway({ links, places }: Network, resource: Resource): Judgement | undefined {
  const { isGateway } = readEndpoint(links, resource);
  const { resources: tables, others, doubts } = usesOf(links, resource, isGateway);
  const [vpc] = links.follow(resource, 'vpc_id', vpcTypes).resources;
  if (!vpc || tables.length === 0 || others.length > 0) return undefined;
  const subnets = links.naming('aws_subnet', 'vpc_id', vpc).sure.map((subnet) => places.ofSubnet(subnet));
  if (subnets.length === 0) return undefined;
  if (subnets.some(({ table }) => table.resource && tables.includes(table.resource))) return pass;
  const [doubt] = [...doubts, ...subnets.flatMap(({ table }) => table.doubts)];
  if (doubt !== undefined) return cannotTell(doubt, { path: 'route_table_ids' });
  return fail(`no subnet uses ${tables.map(({ address }) => address).join(', ')}, where its routes are`, {
    path: 'route_table_ids',
  });
}

function gatewayIn(table: string): string {
  return `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "used" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "spare" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "main" {
  subnet_id      = aws_subnet.main.id
  route_table_id = aws_route_table.used.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}

resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = ${table}
}
`;
}
