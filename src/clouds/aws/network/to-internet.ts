import type { Resource } from '../../../terraform/plan/plan.ts';
import { type AddressSet, internet, internetIpv4, internetIpv6 } from './address-set.ts';
import { follow, groupStage, type Outcome, placesOf, reachedBy, type Stage, stageOf } from './chain.ts';
import type { Network } from './collect.ts';
import { letsOutToForeignBucket } from './endpoints.ts';
import { firewallOf } from './firewalls.ts';
import { aclStage, gatewayStage } from './from-internet.ts';
import { addressesTo, type TargetKind } from './route-tables.ts';
import { servingEndpoints } from './serving.ts';
import { isDefaultTable, type Place } from './subnets.ts';
import { allWith, doubtful } from './traffic/flows.ts';
import type { Attachment, Reached, ServiceWay, Unit, Way } from './types.ts';

/** Whether and how what runs in a unit can send data to the internet, or to the bucket of somebody else. */
export function toInternet(network: Network, unit: Unit): Reached {
  if (unit.closedOut !== undefined)
    return { answer: 'denied', ways: [], closedBy: [unit.closedOut], unknowns: [], beyond: [] };
  const outcomes: Outcome[] = [
    ...unit.managedOut.map(({ answer, because }): Outcome => {
      const way: Way = {
        answer,
        by: 'service',
        ports: ['all'],
        other: answer === 'allowed' ? 'anyone' : 'unknown',
        because: [`${unit.resource.address}: ${because}`],
        through: [],
      };
      return { way, doubts: answer === 'cannot-tell' ? [because] : [] };
    }),
    ...unit.attachments.flatMap((attachment) =>
      placesOf(network, attachment).flatMap((place) => outOf(network, attachment, place)),
    ),
  ];
  const places = unit.attachments.flatMap((attachment) => placesOf(network, attachment));
  return { ...reachedBy(outcomes, unit.doubts), beyond: [...new Set(places.flatMap(otherNetworks))] };
}

/** Private addresses that a table sends elsewhere. */
function otherNetworks({ table }: Place): string[] {
  const kinds: readonly TargetKind[] = beyond.map(([kind]) => kind);
  return table.routes
    .filter(({ target, destination }) => kinds.includes(target) && destination?.meets(internet) === false)
    .map(
      ({ source, text, to, target }) =>
        `${source.address} sends ${text} to ${to?.address ?? `a ${target} target`}`,
    );
}

function outOf(network: Network, attachment: Attachment, place: Place): Outcome[] {
  return [...onInternet(network, attachment, place), ...foreignBuckets(network, attachment, place)];
}

/** The ways by which an interface comes to public addresses, as to those of AWS services. */
export function toInternetDirectly(
  network: Network,
  attachment: Attachment,
  place: Place,
): { ways: ServiceWay[]; closedBy: readonly string[] } {
  const { ways, closedBy } = reachedBy(onInternet(network, attachment, place));
  return {
    ways: ways
      .filter(({ ports }) => letsHttps(ports))
      .map(({ answer, by, because }) => ({
        answer,
        by:
          by === 'nat'
            ? by
            : by === 'internet-gateway' || by === 'egress-only-gateway'
              ? 'internet-gateway'
              : 'unknown',
        policies: [],
        because,
      })),
    closedBy,
  };
}

function letsHttps(ports: readonly string[]): boolean {
  return ports.some((text) => {
    const [, first, last = first] = /^tcp\/(\d+)(?:-(\d+))?$/.exec(text) ?? [];
    return text === 'all' || text === 'tcp/all' || (Number(first) <= 443 && Number(last) >= 443);
  });
}

function onInternet(network: Network, attachment: Attachment, place: Place): Outcome[] {
  const before = [groupStage(network, attachment, place, true), aclStage(place, true)];
  const ipv4 = gatewayStage(place, internetIpv4);
  const ipv6 = gatewayStage(place, internetIpv6);
  const address = stageOf(attachment.publicIpv4, place, place.givesPublicIpv4, 'public IPv4 address');
  const address6 = stageOf(attachment.ipv6, place, place.givesIpv6, 'IPv6 address');
  return [
    follow([...before, ipv4.stage, address], 'internet-gateway', ipv4.gateway),
    follow([...before, ipv6.stage, address6], 'internet-gateway', ipv6.gateway),
    ...natWays(network, before, place),
    ...routed(before, place, 'egress-only', 'egress-only-gateway', internetIpv6, [address6]),
    ...unknownBeyond(network, before, place),
  ];
}

/** Ways by routes of a kind; none where the table has no such route. */
function routed(
  before: readonly Stage[],
  place: Place,
  kind: TargetKind,
  by: Way['by'],
  all: AddressSet,
  after: readonly Stage[] = [],
): Outcome[] {
  const { sure, possible, by: routes, doubts } = addressesTo(place.table, kind);
  if (routes.length === 0) return [];
  const through = [...new Set(routes.flatMap(({ to }) => to ?? []))];
  const names = through.map(({ address }) => address).join(', ') || `the ${kind} target`;
  const stage: Stage = {
    passing: { sure: allWith(sure.and(all)), possible: allWith(possible.and(all)), doubts },
    because: `${place.table.name} sends ${routes.map(({ text }) => text).join(', ')} to ${names}`,
    closes: `${place.table.name} sends nothing of the internet to ${names}`,
  };
  return [follow([...before, stage, ...after], by, through)];
}

/** A public NAT gateway gets out where its own subnet does. */
function natWays(network: Network, before: readonly Stage[], place: Place): Outcome[] {
  const { by } = addressesTo(place.table, 'nat');
  const gateways = [...new Set(by.flatMap(({ to }) => to ?? []))];
  const after = gateways.length === 1 && gateways[0] ? [natStage(network, gateways[0])] : [];
  return routed(before, place, 'nat', 'nat', internet, after);
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html */
function natStage(network: Network, gateway: Resource): Stage {
  const type = gateway.attribute('connectivity_type');
  if (type.known && type.value === 'private')
    return {
      passing: { sure: [], possible: [], doubts: [] },
      because: '',
      closes: `${gateway.address} is a private NAT gateway`,
    };
  const subnets = network.links.follow(gateway, 'subnet_id', ['aws_subnet', 'aws_default_subnet']);
  const [place] = network.places.of(subnets);
  if (!place || gateway.mode === 'data')
    return {
      passing: doubtful(`the subnet of ${gateway.address} is not known`),
      because: gateway.address,
      closes: '',
    };
  const { stage } = gatewayStage(place, internet);
  // The addresses that it serves are the internet's IPv4; those of IPv6 come by NAT64.
  return {
    ...stage,
    because: `${gateway.address}: ${stage.because}`,
    closes: `${gateway.address}: ${stage.closes}`,
  };
}

const beyond = [
  ['peering', 'peering'],
  ['transit', 'transit'],
  ['private-gateway', 'private-gateway'],
  ['interface', 'proxy'],
  ['endpoint', 'proxy'],
] as const;

/** Where the internet is sent to another network, what is there is not known. A peering lets nothing on to the internet by itself. */
function unknownBeyond(network: Network, before: readonly Stage[], place: Place): Outcome[] {
  if (isDefaultTable(place)) return [];
  return beyond.flatMap(([kind, by]) =>
    routed(before, place, kind, by, internet).map((outcome): Outcome => {
      if (!('way' in outcome)) return outcome;
      const way = kind === 'endpoint' ? filtered(network, place, outcome.way) : undefined;
      if (way) return { ...outcome, way };
      const why = `what is beyond ${outcome.way.through[0]?.address ?? `the ${kind} target`} is not known`;
      return { way: { ...outcome.way, answer: 'cannot-tell', other: 'unknown' }, doubts: [why] };
    }),
  );
}

/** A way through a firewall that lets listed hosts through, and nothing else. */
function filtered({ links }: Network, place: Place, way: Way): Way | undefined {
  const routes = addressesTo(place.table, 'endpoint').by;
  const firewalls = routes.map((route) => firewallOf(links, route));
  const hosts = firewalls.map((firewall) => firewall?.hosts);
  if (hosts.length === 0 || hosts.includes(undefined)) return undefined;
  const names = [...new Set(firewalls.map((firewall) => firewall?.resource.address))].join(', ');
  const why = `${names} lets only ${[...new Set(hosts.flat())].join(', ')} through`;
  return { ...way, by: 'firewall', answer: 'conditional', other: 'some', because: [...way.because, why] };
}

/** An endpoint for S3 is a way out where its policy lets other accounts' buckets be written. */
function foreignBuckets(network: Network, attachment: Attachment, place: Place): Outcome[] {
  return servingEndpoints(network, attachment, place, 's3').flatMap(({ endpoint, answer }): Outcome[] => {
    const lets = network.links.once(endpoint.resource, 'foreign', () => letsOutToForeignBucket(endpoint));
    if (lets === 'denied')
      return [{ closedBy: `the policy of ${endpoint.resource.address} lets no bucket of others be written` }];
    const whole = answer === 'cannot-tell' ? answer : lets;
    const why = endpoint.policies[0]
      ? `the policy of ${endpoint.policies[0].resource.address} lets buckets of other accounts be written`
      : `${endpoint.resource.address} has no policy: buckets of other accounts can be written`;
    return [
      {
        way: {
          answer: whole,
          by: 'foreign-bucket',
          ports: ['tcp/443'],
          other: whole === 'allowed' ? 'anyone' : whole === 'conditional' ? 'some' : 'unknown',
          because: [why],
          through: [endpoint.resource],
        },
        doubts: whole === 'cannot-tell' ? [`${endpoint.resource.address}: ${why}`] : [],
      },
    ];
  });
}
