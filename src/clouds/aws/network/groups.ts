import type { Json } from '../../../base/canonical-json.ts';
import { type Known, known } from '../../../base/known.ts';
import type { Attributes, Path, Resource } from '../../../terraform/plan/plan.ts';
import { AddressSet } from './address-set.ts';
import type { Linked, Links } from './links.ts';
import { prefixListAddresses } from './prefix-lists.ts';
import { either, type Flow, type Passing, protocolsNamed } from './traffic/flows.ts';

export const groupTypes = ['aws_security_group', 'aws_default_security_group'];

/** One rule of a group in one direction, whatever form it has. */
export interface GroupRule {
  source: Resource;
  /** Where in the source its addresses stand. */
  path: readonly (string | number)[];
  flows: readonly Flow[];
  /** Why it may be wider than its flows: in its ports, or in its addresses. */
  doubts: { ports?: string; addresses?: string };
  /** The groups at the other end; their addresses are not known. */
  peers: readonly Resource[];
  /** Without addresses: what it lets through for its peers. */
  ports: readonly Flow[];
}

/** Where a form of a rule has its parts. */
interface Form {
  ipv4: string;
  ipv6: string;
  prefixLists: string;
  peers: string;
  protocol: string;
}

const block: Form = {
  ipv4: 'cidr_blocks',
  ipv6: 'ipv6_cidr_blocks',
  prefixLists: 'prefix_list_ids',
  peers: 'security_groups',
  protocol: 'protocol',
};
const separate: Form = { ...block, peers: 'source_security_group_id' };
const single: Form = {
  ipv4: 'cidr_ipv4',
  ipv6: 'cidr_ipv6',
  prefixLists: 'prefix_list_id',
  peers: 'referenced_security_group_id',
  protocol: 'ip_protocol',
};

interface GroupRules {
  rules: readonly GroupRule[];
  doubts: readonly string[];
}

/** The rules of a group in one direction, and why not all of them are known; each group is read once. */
function rulesOf(links: Links, group: Resource, isOut: boolean): GroupRules {
  return links.once(group, isOut ? 'egress' : 'ingress', () => readRules(links, group, isOut));
}

function readRules(links: Links, group: Resource, isOut: boolean): GroupRules {
  if (group.mode === 'data')
    return { rules: [], doubts: [`the rules of ${group.address} are not in the plan`] };
  const path = isOut ? 'egress' : 'ingress';
  // What is left out is removed when the group is made: no traffic.
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
  const inline = group.isLeftOut(path) && group.action === 'create' ? undefined : group.elements(path);
  const own = inline?.known
    ? inline.value.map((one, at) => readRule(links, group, one, block, [path, at]))
    : [];
  if (group.type === 'aws_default_security_group' && group.isLeftOut(path)) own.length = 0;
  const olds = links.naming('aws_security_group_rule', 'security_group_id', group);
  const isOfSide = (rule: Resource) => {
    const type = rule.attribute('type');
    return !type.known || type.value === path;
  };
  const news = links.naming(`aws_vpc_security_group_${path}_rule`, 'security_group_id', group);
  const open = [...olds.open.filter(isOfSide), ...news.open];
  return {
    rules: [
      ...own,
      ...olds.sure.filter(isOfSide).map((rule) => readSeparate(links, rule, separate, group)),
      ...news.sure.map((rule) => readSeparate(links, rule, single, group)),
    ],
    doubts: [
      ...(inline && !inline.known ? [`${group.address}.${path} is not known: ${inline.because}`] : []),
      ...open.map(({ address }) => `${address} may be a rule of ${group.address}`),
    ],
  };
}

function readSeparate(links: Links, rule: Resource, form: Form, group?: Resource): GroupRule {
  const read = readRule(links, rule, rule, form, []);
  const self = rule.attribute('self');
  return group && self.known && self.value === true ? { ...read, peers: [...read.peers, group] } : read;
}

/**
 * The rules that a resource writes in one direction: the blocks of a group, or the resource itself; undefined where it
 * writes none.
 */
export function rulesWrittenBy(
  links: Links,
  resource: Resource,
  isOut: boolean,
): Known<readonly GroupRule[]> | undefined {
  const path = isOut ? 'egress' : 'ingress';
  switch (resource.type) {
    case 'aws_security_group':
    case 'aws_default_security_group': {
      const blocks = resource.elements(path);
      if (!blocks.known) return blocks;
      return known(blocks.value.map((one, at) => readRule(links, resource, one, block, [path, at])));
    }
    case 'aws_security_group_rule': {
      const type = resource.attribute('type');
      if (!type.known) return type;
      return type.value === path ? known([readSeparate(links, resource, separate)]) : undefined;
    }
    case `aws_vpc_security_group_${path}_rule`:
      return known([readSeparate(links, resource, single)]);
    default:
      return undefined;
  }
}

function readRule(
  links: Links,
  source: Resource,
  attributes: Attributes,
  form: Form,
  at: readonly (string | number)[],
): GroupRule {
  const ranges = addressesIn(links, attributes, form);
  const ports = portsIn(attributes, form);
  const told = (doubt: string) => `${source.address}: ${doubt}`;
  const self = attributes.attribute('self');
  const isOwn = at.length > 0 && self.known && self.value === true;
  const { addresses } = ranges;
  return {
    source,
    path: [...at, ranges.path],
    flows: addresses.isEmpty ? [] : ports.flows.map((flow) => ({ ...flow, addresses })),
    doubts: {
      ...(ports.doubt !== undefined && { ports: told(ports.doubt) }),
      ...(ranges.doubt !== undefined && { addresses: told(ranges.doubt) }),
    },
    peers: [...links.follow(attributes, form.peers, groupTypes).resources, ...(isOwn ? [source] : [])],
    ports: ports.flows,
  };
}

/** What is known of its addresses, the attribute in which they stand, and why that is not all. */
function addressesIn(
  links: Links,
  attributes: Attributes,
  form: Form,
): { addresses: AddressSet; path: string; doubt?: string } {
  const values = [form.ipv4, form.ipv6].map((path) => ({ path, found: attributes.attribute(path) }));
  const given = values.map(({ path, found }) => ({ path, texts: found.known ? textsOf(found.value) : [] }));
  const texts = given.flatMap((one) => one.texts);
  const lists = prefixListAddresses(links, attributes, form.prefixLists);
  const unknowns = [
    ...values.flatMap(({ path, found }) => (found.known ? [] : [`${path} is not known: ${found.because}`])),
    ...texts.filter((text) => !AddressSet.parse(text)).map((text) => `${text} is no range`),
    ...(lists && !lists.addresses ? [`the addresses of ${lists.text} are not known`] : []),
  ];
  return {
    addresses: AddressSet.of(...texts).or(lists?.addresses ?? AddressSet.none),
    path: given.find((one) => one.texts.some((text) => AddressSet.parse(text)))?.path ?? form.ipv4,
    ...(unknowns[0] !== undefined && { doubt: unknowns[0] }),
  };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function portsIn(attributes: Attributes, form: Form): { flows: Flow[]; doubt?: string } {
  const doubts: string[] = [];
  const value = (path: Path): Json => {
    const found = attributes.attribute(path);
    if (!found.known) doubts.push(`${String(path)} is not known: ${found.because}`);
    return found.known ? found.value : null;
  };
  const protocol = value(form.protocol);
  const named = protocolsNamed(protocol === null ? '-1' : String(protocol)) ?? [];
  const flows = named.map((one): Flow => {
    const hasPorts = named.length === 1 && (one === 'tcp' || one === 'udp');
    const [firstPort, lastPort] = hasPorts
      ? [portOr(value('from_port'), 0), portOr(value('to_port'), 65_535)]
      : [0, 65_535];
    return { protocol: one, firstPort, lastPort, addresses: AddressSet.all };
  });
  return { flows, ...(doubts[0] !== undefined && { doubt: doubts[0] }) };
}

/** What groups let through together: any rule of any of them is enough. */
export function passingOfGroups(links: Links, groups: Linked, isOut: boolean): Passing {
  const stages = groups.resources.map((group): Passing => {
    const { rules, doubts } = rulesOf(links, group, isOut);
    return either(...rules.map(passingOfRule), uncertain(doubts));
  });
  const strange = groups.others.map((id) => `the rules of ${id} are not in the plan`);
  return either(
    ...stages,
    uncertain([...strange, ...groups.doubts.map((why) => `its security groups are not known: ${why}`)]),
  );
}

function passingOfRule({ flows, ports, doubts }: GroupRule): Passing {
  const doubt = doubts.ports ?? doubts.addresses;
  if (doubt === undefined) return { sure: flows, possible: flows, doubts: [] };
  return { sure: doubts.ports === undefined ? flows : [], possible: ports, doubts: [doubt] };
}

function uncertain(doubts: readonly string[]): Passing {
  const everything = (protocolsNamed('-1') ?? []).map(
    (protocol): Flow => ({ protocol, firstPort: 0, lastPort: 65_535, addresses: AddressSet.all }),
  );
  return { sure: [], possible: doubts.length > 0 ? everything : [], doubts };
}

/** What a rule of these groups lets in from other groups, or from addresses in `among`. */
export function passingFromGroups(
  links: Links,
  groups: Linked,
  peers: readonly Resource[],
  among: AddressSet,
): Passing {
  const stages = groups.resources.map((group): Passing => {
    const { rules, doubts } = rulesOf(links, group, false);
    const fit = rules.flatMap((rule) => {
      if (rule.peers.some((peer) => peers.includes(peer))) return rule.ports;
      return rule.flows.filter(({ addresses }) => addresses.meets(among));
    });
    const open = [...doubts, ...rules.flatMap(({ doubts: own }) => own.ports ?? own.addresses ?? [])];
    return either({ sure: fit, possible: fit, doubts: [] }, uncertain(open));
  });
  const strange = groups.others.map((id) => `the rules of ${id} are not in the plan`);
  return either(
    ...stages,
    uncertain([...strange, ...groups.doubts.map((why) => `its security groups are not known: ${why}`)]),
  );
}

/** The names of the rules that let through what meets some addresses. */
export function rulesMeeting(links: Links, groups: Linked, isOut: boolean, addresses: AddressSet): string[] {
  const names = groups.resources.flatMap((group) =>
    rulesOf(links, group, isOut)
      .rules.filter(({ flows }) => flows.some((flow) => flow.addresses.meets(addresses)))
      .map(({ source }) => source.address),
  );
  return [...new Set(names)];
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}

function portOr(value: Json, otherwise: number): number {
  const number = value === null ? Number.NaN : Number(value);
  return Number.isNaN(number) || number < 0 ? otherwise : number;
}
