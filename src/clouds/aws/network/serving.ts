import { AddressSet, internetIpv4 } from './address-set.ts';
import { groupStage } from './chain.ts';
import type { Network } from './collect.ts';
import { type Endpoint, endpointsOf, usesOf } from './endpoints.ts';
import { groupTypes, passingFromGroups } from './groups.ts';
import { addressesOfVpc, type Place } from './subnets.ts';
import { type Flow, meet, type Passing } from './traffic/flows.ts';
import type { Attachment } from './types.ts';

/** An endpoint that an interface in a subnet uses, surely or possibly. */
export interface Serving {
  endpoint: Endpoint;
  answer: 'allowed' | 'cannot-tell';
  because: string;
}

const https = (addresses: AddressSet): Flow[] => [
  { protocol: 'tcp', firstPort: 443, lastPort: 443, addresses },
];

/** The endpoints for a service that an interface uses: gateways by its route table, interfaces by their names. */
export function servingEndpoints(
  network: Network,
  attachment: Attachment,
  place: Place,
  service: string,
): Serving[] {
  const { links } = network;
  if (!place.vpc) return [];
  return endpointsOf(links, place.vpc)
    .filter((endpoint) => endpoint.service === service || endpoint.service === undefined)
    .flatMap((endpoint): Serving[] => {
      const uses = usesOf(links, endpoint.resource, endpoint.isGateway);
      const isUncertain = endpoint.service === undefined || uses.doubts.length > 0;
      const found = endpoint.isGateway
        ? byGateway(network, attachment, place, endpoint, uses)
        : byInterface(network, attachment, place, endpoint, uses);
      return found ? [{ ...found, ...(isUncertain && { answer: 'cannot-tell' as const }) }] : [];
    });
}

type Uses = ReturnType<typeof usesOf>;

function byGateway(
  network: Network,
  attachment: Attachment,
  place: Place,
  endpoint: Endpoint,
  uses: Uses,
): Serving | undefined {
  const { table } = place;
  const isSure = table.resource !== undefined && uses.resources.includes(table.resource);
  const isOpen = uses.doubts.length > 0 || uses.others.length > 0 || table.doubts.length > 0;
  if (!isSure && !isOpen) return undefined;
  const passing = groupStage(network, attachment, place, true).passing;
  const out = outward(passing, internetIpv4);
  if (out === 'denied') return undefined;
  const because = `${table.name} sends the service's addresses to ${endpoint.resource.address}`;
  return { endpoint, answer: isSure && out === 'allowed' ? 'allowed' : 'cannot-tell', because };
}

function byInterface(
  network: Network,
  attachment: Attachment,
  place: Place,
  endpoint: Endpoint,
  uses: Uses,
): Serving | undefined {
  if (endpoint.hasPrivateDns === false) return undefined;
  if (uses.resources.length + uses.others.length === 0 && uses.doubts.length === 0) return undefined;
  const inside = addressesOfVpc(place.vpc);
  const out = outward(groupStage(network, attachment, place, true).passing, inside);
  const groups = network.links.follow(endpoint.resource, 'security_group_ids', groupTypes);
  const own = typeof attachment.groups === 'string' ? [] : attachment.groups.resources;
  const isDefault = groups.resources.length + groups.others.length + groups.doubts.length === 0;
  const into = passingFromGroups(network.links, groups, own, inside);
  const enters = isDefault ? 'cannot-tell' : lets(into, https(AddressSet.all));
  if (out === 'denied' || enters === 'denied') return undefined;
  const isSure = out === 'allowed' && enters === 'allowed' && endpoint.hasPrivateDns === true;
  return {
    endpoint,
    answer: isSure ? 'allowed' : 'cannot-tell',
    because: `${endpoint.resource.address} answers for the service's name in the VPC`,
  };
}

function outward(passing: Passing, addresses: AddressSet) {
  return lets(passing, https(addresses));
}

function lets(passing: Passing, asked: readonly Flow[]): 'allowed' | 'cannot-tell' | 'denied' {
  if (meet(passing.sure, asked).length > 0) return 'allowed';
  return meet(passing.possible, asked).length > 0 ? 'cannot-tell' : 'denied';
}
