import type { Attributes, Resource } from '../../terraform/plan/plan.ts';
import { type Check, cannotTell, fail, type Judgement, pass } from '../check.ts';
import { exampleRoot } from '../environment-check.ts';
import { worst } from '../rules.ts';

const leading = ['gateway_id', 'nat_gateway_id', 'egress_only_gateway_id', 'carrier_gateway_id'];

/** https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html */
export const check: Check = {
  id: 'vpc/routes-of-platform',
  title: 'No route leads out of the network of a platform that names no hosts',
  severity: 'high',
  why: 'Training code, and whoever gets into it, sends the data wherever it likes',
  fix: 'Remove the route, or name the hosts in `network.egress` of `holdfast.yaml`, and lead there by a firewall',
  controls: ['MLSEC03-BP02'],
  *judge({ environment, plan }) {
    if (environment?.account === undefined || environment.network.egress.length > 0) return;
    for (const subject of plan.ofType('aws_route', 'aws_route_table', 'aws_default_route_table'))
      yield { subject, ...judged(subject) };
  },
  examples: {
    bad: [root('route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = "igw-0123456789abcdef0"\n  }')],
    good: [
      root(''),
      root(
        'route {\n    cidr_block                = "10.1.0.0/16"\n    vpc_peering_connection_id = "pcx-0123456789abcdef0"\n  }',
      ),
    ],
  },
};

function judged(resource: Resource): Judgement {
  if (resource.type === 'aws_route') return judgeRoute(resource);
  const routes = resource.elements('route');
  if (!routes.known) return cannotTell(`the routes are not known: ${routes.because}`);
  return worst(routes.value.map(judgeRoute));
}

/** A gateway endpoint of AWS is in `gateway_id` too; it leads to AWS. */
function judgeRoute(route: Attributes): Judgement {
  for (const path of leading) {
    const gateway = route.attribute(path);
    if (!gateway.known) return cannotTell(`${path} is not known: ${gateway.because}`, { path });
    const text = String(gateway.value ?? '');
    if (text !== '' && text !== 'local' && !text.startsWith('vpce-'))
      return fail(`it leads to ${text}`, { path });
  }
  return pass;
}

function root(route: string) {
  return exampleRoot(`
resource "aws_route_table" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ${route}
}
`);
}
