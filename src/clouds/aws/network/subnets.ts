import type { Resource } from '../../../terraform/plan/plan.ts';
import { AddressSet } from './address-set.ts';
import type { Linked, Links } from './links.ts';
import { aclOf, statelessPassing } from './network-acls.ts';
import { type RouteTable, readRoute, routesOf } from './route-tables.ts';
import { doubtful, open, type Passing } from './traffic/flows.ts';

export const subnetTypes = ['aws_subnet', 'aws_default_subnet'];
export const vpcTypes = ['aws_vpc', 'aws_default_vpc'];
const tableTypes = ['aws_route_table', 'aws_default_route_table'];

/** Where an interface may be: a subnet of the plan, one of the default VPC, or one that is not known. */
export interface Place {
  name: string;
  subnet?: Resource;
  vpc?: Resource;
  table: RouteTable;
  inward: Passing;
  outward: Passing;
  acl?: Resource;
  /** Whether AWS gives a public address by default; undefined where that is not known. */
  givesPublicIpv4: boolean | undefined;
  givesIpv6: boolean | undefined;
}

/** What subnets are like; each is looked at once. */
export class Places {
  readonly #links: Links;
  readonly #known = new Map<Resource, Place>();

  constructor(links: Links) {
    this.#links = links;
  }

  /** The place of each subnet that an attribute names, and one that nobody knows for those that are not known. */
  of(subnets: Linked): Place[] {
    const strange = [...subnets.others.map((id) => `${id} is not in the plan`), ...subnets.doubts];
    return [
      ...subnets.resources.map((subnet) => this.ofSubnet(subnet)),
      ...strange.map((because) => unknownPlace(because)),
    ];
  }

  ofSubnet(subnet: Resource): Place {
    const before = this.#known.get(subnet);
    if (before) return before;
    const place = this.#read(subnet);
    this.#known.set(subnet, place);
    return place;
  }

  #read(subnet: Resource): Place {
    const links = this.#links;
    const [vpc] = links.follow(subnet, 'vpc_id', vpcTypes).resources;
    if (subnet.mode === 'data') {
      if (vpc && isDefaultVpc(vpc)) return { ...defaultPlace, subnet, vpc };
      return { ...unknownPlace(`${subnet.address} is not in the plan`), subnet, ...(vpc && { vpc }) };
    }
    if (subnet.type === 'aws_default_subnet')
      return { ...defaultPlace, name: subnet.address, subnet, ...(vpc && { vpc }) };
    const { acl, doubts } = aclOf(links, subnet, vpc);
    const uncertain = doubts.map(doubtful);
    return {
      name: subnet.address,
      subnet,
      ...(vpc && { vpc }),
      ...(acl && { acl }),
      table: tableOf(links, subnet, vpc),
      inward: uncertain[0] ?? statelessPassing(links, acl, false),
      outward: uncertain[0] ?? statelessPassing(links, acl, true),
      givesPublicIpv4: isOn(subnet, 'map_public_ip_on_launch'),
      givesIpv6: isOn(subnet, 'assign_ipv6_address_on_creation'),
    };
  }
}

function isOn(subnet: Resource, path: string): boolean | undefined {
  const value = subnet.attribute(path);
  return value.known ? value.value === true : undefined;
}

export function unknownPlace(because: string): Place {
  return {
    name: 'an unknown subnet',
    table: { name: 'an unknown route table', routes: [], doubts: [`its routes are not known: ${because}`] },
    inward: doubtful(`the access list is not known: ${because}`),
    outward: doubtful(`the access list is not known: ${because}`),
    givesPublicIpv4: undefined,
    givesIpv6: undefined,
  };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html */
export const defaultPlace: Place = {
  name: 'a subnet of the default VPC',
  table: {
    name: 'the main route table of the default VPC, which has an internet gateway',
    routes: [],
    doubts: [],
  },
  inward: open,
  outward: open,
  givesPublicIpv4: true,
  givesIpv6: false,
};

/** Whether its routes are those that AWS gives the default VPC. */
export function isDefaultTable(place: Place): boolean {
  return place.table === defaultPlace.table;
}

function isDefaultVpc(vpc: Resource): boolean {
  if (vpc.type === 'aws_default_vpc') return true;
  const value = vpc.attribute('default');
  return vpc.mode === 'data' && value.known && value.value === true;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
function tableOf(links: Links, subnet: Resource, vpc: Resource | undefined): RouteTable {
  const joined = links.naming('aws_route_table_association', 'subnet_id', subnet);
  const [association] = joined.sure;
  if (association) return tableAt(links, association, 'route_table_id');
  const [open] = joined.open;
  const main = mainTableOf(links, subnet, vpc);
  return open ? { ...main, doubts: [...main.doubts, `${open.address} may concern ${subnet.address}`] } : main;
}

function tableAt(links: Links, source: Resource, path: string): RouteTable {
  const { resources, doubts } = links.follow(source, path, tableTypes);
  const [table] = resources;
  if (table && table.mode !== 'data' && doubts.length === 0) return routesOf(links, table);
  return {
    name: 'a route table that is not in the plan',
    routes: [],
    doubts: [`${source.address}: the routes of its table are not in the plan`],
  };
}

function mainTableOf(links: Links, subnet: Resource, vpc: Resource | undefined): RouteTable {
  if (!vpc)
    return {
      name: 'the main route table',
      routes: [],
      doubts: [`${subnet.address}: the VPC is not in the plan, nor its main route table`],
    };
  const [association] = links.naming('aws_main_route_table_association', 'vpc_id', vpc).sure;
  if (association) return tableAt(links, association, 'route_table_id');
  const adopted = links.plan
    .ofType('aws_default_route_table')
    .find((table) => isDefaultTableOf(links, table, vpc));
  if (adopted) return routesOf(links, adopted);
  if (isDefaultVpc(vpc)) return defaultPlace.table;
  if (vpc.mode === 'data')
    return {
      name: `the main route table of ${vpc.address}`,
      routes: [],
      doubts: [`the main route table of ${vpc.address} is not in the plan`],
    };
  const added = links.plan.ofType('aws_route').filter((route) => isOnMain(links, route, vpc));
  return {
    name: `the main route table of ${vpc.address}`,
    routes: added.flatMap((route) => readRoute(links, route, route) ?? []),
    doubts: [],
  };
}

function isDefaultTableOf(links: Links, table: Resource, vpc: Resource): boolean {
  const [own, id] = [table.attribute('default_route_table_id'), vpc.attribute('default_route_table_id')];
  if (own.known && id.known) return own.value !== null && own.value === id.value;
  return links.follow(table, 'default_route_table_id', [vpc.type]).resources.includes(vpc);
}

function isOnMain(links: Links, route: Resource, vpc: Resource): boolean {
  const given = route.attribute('route_table_id');
  if (!given.known) return links.follow(route, 'route_table_id', [vpc.type]).resources.includes(vpc);
  return ['main_route_table_id', 'default_route_table_id'].some((path) => {
    const own = vpc.attribute(path);
    return own.known && own.value !== null && own.value === given.value;
  });
}

/** The addresses within a VPC, as far as they are known. */
export function addressesOfVpc(vpc: Resource | undefined): AddressSet {
  const block = vpc?.attribute('cidr_block');
  const own = block?.known && typeof block.value === 'string' ? AddressSet.parse(block.value) : undefined;
  return own ?? AddressSet.of('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10');
}
