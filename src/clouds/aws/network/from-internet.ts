import type { Resource } from '../../../terraform/plan/plan.ts';
import { AddressSet, internetIpv4, internetIpv6 } from './address-set.ts';
import {
  follow,
  groupStage,
  type Outcome,
  placesOf,
  reachedBy,
  type Stage,
  stageOf,
  stageOfFlows,
} from './chain.ts';
import type { Network } from './collect.ts';
import { passingFromGroups } from './groups.ts';
import { looseEnds } from './loose-ends.ts';
import { addressesTo } from './route-tables.ts';
import { addressesOfVpc, isDefaultTable, type Place } from './subnets.ts';
import { allWith, everything, type Flow } from './traffic/flows.ts';
import type { Attachment, Managed, Reached, Unit, Way } from './types.ts';
import { targetsOf } from './units/load-balancers.ts';

const families = [
  { what: 'public IPv4 address', all: internetIpv4, isIpv6: false },
  { what: 'IPv6 address', all: internetIpv6, isIpv6: true },
] as const;

/** Whether and how the internet reaches a unit: directly, by a load balancer, by a front door of AWS. */
export function fromInternet(network: Network, unit: Unit): Reached {
  return reachedFrom(network, unit, new Set());
}

/** `seen` are the units that a chain has gone through: it goes through none twice. */
function reachedFrom(network: Network, unit: Unit, seen: ReadonlySet<Unit>): Reached {
  const outcomes: Outcome[] = [
    ...unit.managedIn.map((managed) => ofManaged(managed, unit)),
    ...unit.attachments.flatMap((attachment) => directly(network, unit, attachment)),
    ...behind(network, unit, new Set([...seen, unit])),
  ];
  const doubts = [...unit.doubts, ...looseEnds(network.links, unit)];
  if (outcomes.length === 0 && doubts.length === 0)
    return { answer: 'denied', ways: [], closedBy: ['nothing leads to it'], unknowns: [], beyond: [] };
  return reachedBy(outcomes, doubts);
}

function ofManaged({ answer, because, ports = [], callers }: Managed, { resource }: Unit): Outcome {
  const other =
    answer === 'cannot-tell' ? 'unknown' : callers === 'anyone' || answer === 'allowed' ? 'anyone' : 'some';
  const way: Way = {
    answer,
    by: 'service',
    ports,
    other,
    because: [`${resource.address}: ${because}`],
    through: [],
  };
  return { way, doubts: answer === 'cannot-tell' ? [because] : [] };
}

function directly(network: Network, unit: Unit, attachment: Attachment): Outcome[] {
  return placesOf(network, attachment).flatMap((place) =>
    families.map(({ what, all, isIpv6 }): Outcome => {
      const told = isIpv6 ? attachment.ipv6 : attachment.publicIpv4;
      const given = isIpv6 ? place.givesIpv6 : place.givesPublicIpv4;
      const { stage, gateway } = gatewayStage(place, all);
      const stages = [
        stageOf(told, place, given, what),
        stage,
        aclStage(place, false),
        groupStage(network, attachment, place, false),
        portStage(unit),
      ];
      return follow(stages, 'internet-gateway', gateway);
    }),
  );
}

/** From where traffic comes in and its answers get back: what the table sends to an internet gateway. */
export function gatewayStage(place: Place, all: AddressSet): { stage: Stage; gateway: Resource[] } {
  if (isDefaultTable(place))
    return { stage: stageOfFlows(allWith(all), `${place.name}: ${place.table.name}`, ''), gateway: [] };
  const { sure, possible, by, doubts } = addressesTo(place.table, 'internet');
  const gateways = [...new Set(by.flatMap(({ to }) => to ?? []))];
  const names = gateways.map(({ address }) => address).join(', ') || 'an internet gateway';
  return {
    stage: {
      passing: { sure: allWith(sure.and(all)), possible: allWith(possible.and(all)), doubts },
      because: `${place.table.name} sends ${by.map(({ text }) => text).join(', ') || 'it'} to ${names}`,
      closes: `${place.table.name} (of ${place.name}) has no route to an internet gateway`,
    },
    gateway: gateways,
  };
}

export function aclStage(place: Place, isOut: boolean): Stage {
  const name = place.acl?.address;
  return {
    passing: isOut ? place.outward : place.inward,
    because: name === undefined ? '' : `${name} lets it through, and its answers back`,
    closes: `${name ?? 'the access list'} of ${place.name} denies it, or its answers`,
  };
}

function portStage({ ports }: Unit): Stage {
  if (!ports) return stageOfFlows(everything, '', '');
  const flows = ports.map(
    (port): Flow => ({ protocol: 'tcp', firstPort: port, lastPort: port, addresses: AddressSet.all }),
  );
  return stageOfFlows(
    flows,
    '',
    `nothing listens on a port that is let through (${ports.join(', ') || 'none'})`,
  );
}

/** Through what stands before it: load balancers that have it as a target, and front doors that lead to it. */
function behind(network: Network, unit: Unit, seen: ReadonlySet<Unit>): Outcome[] {
  return network.units.flatMap((before) => {
    if (seen.has(before) || before.kind !== 'front-door') return [];
    const isBalancer = before.attachments.length > 0;
    if (isBalancer)
      return targetsAt(network, before).has(unit.resource)
        ? throughBalancer(network, unit, before, seen)
        : [];
    const ways = before.managedIn.filter(({ to }) => to?.includes(unit.resource));
    return ways.flatMap((managed): Outcome[] => {
      const outcome = ofManaged(managed, before);
      if (!('way' in outcome)) return [];
      // What only the front door reaches: a load balancer without public addresses is not behind CloudFront.
      if (unit.attachments.length > 0 && unit.kind === 'front-door') return [];
      return [{ ...outcome, way: { ...outcome.way, by: 'front-door', through: [before.resource] } }];
    });
  });
}

function targetsAt({ links }: Network, { resource }: Unit): Set<Resource> {
  return links.once(resource, 'targets', () => targetsOf(links, resource));
}

function throughBalancer(network: Network, unit: Unit, balancer: Unit, seen: ReadonlySet<Unit>): Outcome[] {
  const reached = reachedFrom(network, balancer, seen);
  const [best] = reached.ways;
  const name = balancer.resource.address;
  if (!best) return [{ closedBy: `${name}, before it, is not reached: ${reached.closedBy[0] ?? 'no way'}` }];
  if (unit.attachments.length === 0) return [passedOn(best, balancer, 'it is a target', [])];
  return unit.attachments.map((attachment) => {
    const peers = balancer.attachments.flatMap(({ groups }) =>
      typeof groups === 'string' ? [] : groups.resources,
    );
    const isOpaque = balancer.attachments.some(({ groups }) => groups === 'none');
    if (typeof attachment.groups === 'string')
      return passedOn(best, balancer, 'its security group is the default one', [
        'the default security group',
      ]);
    const [place] = placesOf(network, attachment);
    const inside = addressesOfVpc(place?.vpc);
    const among = isOpaque ? inside.or(internetIpv4) : inside;
    const passing = passingFromGroups(network.links, attachment.groups, peers, among);
    if (passing.possible.length === 0) return { closedBy: `no rule of its security groups lets ${name} in` };
    return passedOn(
      best,
      balancer,
      'its security group lets it in',
      passing.sure.length > 0 ? [] : passing.doubts,
    );
  });
}

/** The same way, one step on; `doubts` make it uncertain. */
function passedOn(way: Way, { resource }: Unit, why: string, doubts: readonly string[]): Outcome {
  const answer = doubts.length > 0 ? 'cannot-tell' : way.answer;
  return {
    way: {
      ...way,
      answer,
      by: 'load-balancer',
      because: [...way.because, `${resource.address} sends it on: ${why}`],
      through: [...way.through, resource],
    },
    doubts: answer === 'cannot-tell' ? doubts : [],
  };
}
