import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { readEndpoint, usesOf } from '../../clouds/aws/network/endpoints.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
export const check = resourceCheck({
  id: 'exposure/endpoint-without-route',
  title: 'VPC endpoints are used by a route table or a subnet',
  severity: 'medium',
  why: 'An endpoint that nothing leads to looks present and does nothing: requests take the internet, past its policy',
  fix: 'Name the route tables of a gateway endpoint in `route_table_ids`, the subnets of an interface endpoint in `subnet_ids`',
  controls: [],
  of: ['aws_vpc_endpoint'],
  judge(resource, { plan }) {
    const { links } = collectNetwork(plan);
    const type = resource.attribute('vpc_endpoint_type');
    if (!type.known) return cannotTell(`vpc_endpoint_type is not known: ${type.because}`);
    if (type.value !== 'Gateway' && type.value !== 'Interface') return undefined;
    const { isGateway } = readEndpoint(links, resource);
    const path = isGateway ? 'route_table_ids' : 'subnet_ids';
    const { resources, others, doubts } = usesOf(links, resource, isGateway);
    if (resources.length + others.length > 0) return pass;
    const [doubt] = doubts;
    if (doubt !== undefined) return cannotTell(doubt, { path });
    if (!isGateway && hasConfiguredSubnets(resource.elements('subnet_configuration'))) return pass;
    return fail(`${path} is empty, and nothing else joins it to a ${isGateway ? 'route table' : 'subnet'}`, {
      path,
    });
  },
  examples: {
    bad: [
      `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}
`,
    ],
    good: [
      `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}

resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = aws_route_table.main.id
}
`,
    ],
  },
});

function hasConfiguredSubnets(blocks: { known: boolean; value?: readonly unknown[] }): boolean {
  return !blocks.known || (blocks.value?.length ?? 0) > 0;
}
