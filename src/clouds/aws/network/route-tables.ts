import type { Attributes, Resource } from '../../../terraform/plan/plan.ts';
import { textAt } from '../facts/values.ts';
import { AddressSet } from './address-set.ts';
import type { Links } from './links.ts';
import { prefixListAddresses } from './prefix-lists.ts';

/** Where a route leads. */
export type TargetKind =
  | 'internet'
  | 'egress-only'
  | 'nat'
  | 'peering'
  | 'transit'
  | 'private-gateway'
  | 'interface'
  | 'endpoint'
  | 'unknown';

export interface Route {
  /** Undefined where it is not known. */
  destination: AddressSet | undefined;
  /** As the configuration writes it. */
  text: string;
  target: TargetKind;
  /** What is there, where it is in the plan. */
  to?: Resource;
  /** What has the route. */
  source: Resource;
}

/** The routes that a subnet uses, and why not all of them are known. */
export interface RouteTable {
  name: string;
  resource?: Resource;
  routes: readonly Route[];
  doubts: readonly string[];
}

/** The attributes of a target, in `aws_route` and in blocks. */
const targets: readonly (readonly [string, TargetKind, readonly string[]])[] = [
  ['nat_gateway_id', 'nat', ['aws_nat_gateway']],
  ['egress_only_gateway_id', 'egress-only', ['aws_egress_only_internet_gateway']],
  [
    'vpc_peering_connection_id',
    'peering',
    ['aws_vpc_peering_connection', 'aws_vpc_peering_connection_accepter'],
  ],
  ['transit_gateway_id', 'transit', ['aws_ec2_transit_gateway']],
  ['core_network_arn', 'transit', ['aws_networkmanager_core_network']],
  ['local_gateway_id', 'private-gateway', []],
  ['carrier_gateway_id', 'internet', ['aws_ec2_carrier_gateway']],
  ['odb_network_arn', 'private-gateway', []],
  ['network_interface_id', 'interface', ['aws_network_interface', 'aws_instance']],
  ['vpc_endpoint_id', 'endpoint', ['aws_vpc_endpoint']],
];

const gateways = ['aws_internet_gateway', 'aws_vpn_gateway', 'aws_vpc_endpoint'];
const destinations = [
  ['cidr_block', 'destination_cidr_block'],
  ['ipv6_cidr_block', 'destination_ipv6_cidr_block'],
] as const;

/** The routes of a table: inline, and separate ones that name it. */
export function routesOf(links: Links, table: Resource): RouteTable {
  const inline = table.elements('route');
  const separate = links.naming('aws_route', 'route_table_id', table);
  const routes = [
    ...(inline.known ? inline.value.flatMap((block) => readRoute(links, table, block) ?? []) : []),
    ...separate.sure.flatMap((route) => readRoute(links, route, route) ?? []),
  ];
  const doubts = [
    ...(inline.known ? [] : [`${table.address}.route is not known: ${inline.because}`]),
    ...separate.open.map(({ address }) => `${address} may be a route of ${table.address}`),
  ];
  return { name: table.address, resource: table, routes, doubts };
}

/** The route of a block or of an `aws_route`. */
export function readRoute(links: Links, source: Resource, attributes: Attributes): Route | undefined {
  const { destination, text } = destinationOf(links, attributes);
  const target = targetOf(links, attributes);
  if (text === undefined && target === undefined) return undefined;
  return { destination, text: text ?? 'an unknown range', source, ...(target ?? { target: 'unknown' }) };
}

function destinationOf(links: Links, attributes: Attributes) {
  for (const names of destinations)
    for (const name of names) {
      const found = attributes.attribute(name);
      if (!found.known) return { destination: undefined, text: 'an unknown range' };
      if (typeof found.value === 'string' && found.value !== '')
        return { destination: AddressSet.parse(found.value), text: found.value };
    }
  const listed = prefixListAddresses(links, attributes, 'destination_prefix_list_id');
  return { destination: listed?.addresses, text: listed?.text };
}

function targetOf(links: Links, attributes: Attributes): { target: TargetKind; to?: Resource } | undefined {
  for (const [name, target, types] of targets) {
    const value = attributes.attribute(name);
    if (value.known && (value.value === null || value.value === '')) continue;
    const [to] = links.follow(attributes, name, types).resources;
    // A block as a whole has the references of all its attributes: only the one that fits is followed.
    if (!value.known && !to) continue;
    return { target, ...(to && { to }) };
  }
  return gatewayOf(links, attributes);
}

function gatewayOf(links: Links, attributes: Attributes): { target: TargetKind; to?: Resource } | undefined {
  const [to] = links.follow(attributes, 'gateway_id', gateways).resources;
  if (to) {
    if (to.type === 'aws_internet_gateway') return { target: 'internet', to };
    return { target: to.type === 'aws_vpn_gateway' ? 'private-gateway' : 'endpoint', to };
  }
  const value = attributes.attribute('gateway_id');
  if (!value.known) return { target: 'unknown' };
  const text = textAt(attributes, 'gateway_id');
  if (text === undefined) return undefined;
  if (text.startsWith('igw-')) return { target: 'internet' };
  if (text.startsWith('vgw-') || text === 'local') return { target: 'private-gateway' };
  return { target: text.startsWith('vpce-') ? 'endpoint' : 'unknown' };
}

/** The addresses that a table sends to targets of a kind: the most specific route decides. */
export interface Directed {
  sure: AddressSet;
  possible: AddressSet;
  by: readonly Route[];
  doubts: readonly string[];
}

/** Routes that a private gateway propagates are not known, but none of them leads to the internet by another way. */
export function addressesTo({ routes, doubts }: RouteTable, kind: TargetKind): Directed {
  const by = routes.filter(({ target }) => target === kind);
  let sure = AddressSet.none;
  let possible = doubts.length > 0 ? AddressSet.all : AddressSet.none;
  for (const { destination } of by) {
    if (!destination) continue;
    const left = routes.reduce(
      (set, { destination: other }) => (other && isCloser(other, destination) ? set.without(other) : set),
      destination,
    );
    sure = sure.or(left);
    possible = possible.or(left);
  }
  const open = routes.filter(
    ({ target, destination }) => target === 'unknown' || (target === kind && destination === undefined),
  );
  for (const { destination } of open) possible = possible.or(destination ?? AddressSet.all);
  const because = open.map(({ source, text }) => `${source.address}: where ${text} leads is not known`);
  return { sure, possible, by, doubts: [...doubts, ...because] };
}

function isCloser(other: AddressSet, whole: AddressSet): boolean {
  return other.size < whole.size && whole.covers(other);
}
