import { placesOf } from './chain.ts';
import type { Network } from './collect.ts';
import { type Serving, servingEndpoints } from './serving.ts';
import { toInternetDirectly } from './to-internet.ts';
import type { ServiceRoute, ServiceWay, Unit } from './types.ts';

/**
 * Whether a unit reaches the API of an AWS service, as endpoints name it (`s3`, `kms`, `sagemaker.api`), by which way,
 * and which policies bind on it. An endpoint takes all requests of those whom it serves; without one they go by the
 * internet.
 */
export function routeTo(network: Network, unit: Unit, service: string): ServiceRoute {
  const ways: ServiceWay[] = [];
  const closedBy: string[] = [];
  if (unit.isOnServiceNetwork)
    ways.push({
      answer: 'allowed',
      by: 'service-network',
      policies: [],
      because: [`${unit.resource.address} is on the network of AWS`],
    });
  for (const attachment of unit.attachments)
    for (const place of placesOf(network, attachment)) {
      const served = servingEndpoints(network, attachment, place, service);
      ways.push(...served.map(wayBy));
      if (served.some(({ answer }) => answer === 'allowed')) continue;
      const out = toInternetDirectly(network, attachment, place);
      ways.push(...out.ways);
      if (out.ways.length === 0 && served.length === 0)
        closedBy.push(
          `${place.name}: no endpoint for ${service} serves it, and ${out.closedBy[0] ?? 'nothing leads out'}`,
        );
    }
  const order = ['allowed', 'cannot-tell', 'conditional'] as const;
  const answer =
    order.find((one) => ways.some((way) => way.answer === one)) ??
    (unit.doubts.length > 0 ? 'cannot-tell' : 'denied');
  const unknowns = [
    ...unit.doubts,
    ...ways.filter((way) => way.answer === 'cannot-tell').flatMap(({ because }) => because),
  ];
  return { answer, ways, closedBy, unknowns };
}

function wayBy({ endpoint, answer, because }: Serving): ServiceWay {
  const by = endpoint.isGateway ? 'gateway-endpoint' : 'interface-endpoint';
  return { answer, by, endpoint: endpoint.resource, policies: endpoint.policies, because: [because] };
}
