import type { Json } from '../../../base/canonical-json.ts';
import type { Attributes, Path, Resource } from '../../../terraform/plan/plan.ts';
import { AddressSet } from './address-set.ts';
import type { Linked, Links } from './links.ts';
import { prefixListAddresses } from './prefix-lists.ts';
import { either, type Flow, type Passing, protocolsNamed } from './traffic/flows.ts';

export const groupTypes = ['aws_security_group', 'aws_default_security_group'];

/** One rule of a group in one direction, whatever form it has. */
interface GroupRule {
  source: Resource;
  flows: readonly Flow[];
  /** Why it may be wider than its flows. */
  doubt?: string;
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
  const own = inline?.known ? inline.value.map((one) => readRule(links, group, group, one, block)) : [];
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
      ...olds.sure.filter(isOfSide).map((rule) => readRule(links, group, rule, rule, separate)),
      ...news.sure.map((rule) => readRule(links, group, rule, rule, single)),
    ],
    doubts: [
      ...(inline && !inline.known ? [`${group.address}.${path} is not known: ${inline.because}`] : []),
      ...open.map(({ address }) => `${address} may be a rule of ${group.address}`),
    ],
  };
}

function readRule(
  links: Links,
  group: Resource,
  source: Resource,
  attributes: Attributes,
  form: Form,
): GroupRule {
  const doubts: string[] = [];
  const value = (path: Path): Json => {
    const found = attributes.attribute(path);
    if (!found.known) doubts.push(`${source.address}: ${String(path)} is not known`);
    return found.known ? found.value : null;
  };
  const ranges = [...textsOf(value(form.ipv4)), ...textsOf(value(form.ipv6))];
  let addresses = AddressSet.of(...ranges);
  const lists = prefixListAddresses(links, attributes, form.prefixLists);
  if (lists && !lists.addresses)
    doubts.push(`${source.address}: the addresses of ${lists.text} are not known`);
  if (lists?.addresses) addresses = addresses.or(lists.addresses);
  const protocol = value(form.protocol);
  const [from, to] = [value('from_port'), value('to_port')];
  const named = protocolsNamed(protocol === null ? '-1' : String(protocol)) ?? [];
  const ports = named.map((one): Flow => {
    const hasPorts = named.length === 1 && (one === 'tcp' || one === 'udp');
    const [firstPort, lastPort] = hasPorts ? [portOr(from, 0), portOr(to, 65_535)] : [0, 65_535];
    return { protocol: one, firstPort, lastPort, addresses: AddressSet.all };
  });
  const peers = links.follow(attributes, form.peers, groupTypes).resources;
  const self = attributes.attribute('self');
  const own = self.known && self.value === true ? [group] : [];
  return {
    source,
    flows: addresses.isEmpty ? [] : ports.map((flow) => ({ ...flow, addresses })),
    ...(doubts[0] !== undefined && { doubt: doubts[0] }),
    peers: [...peers, ...own],
    ports,
  };
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

function passingOfRule({ flows, ports, doubt }: GroupRule): Passing {
  if (doubt === undefined) return { sure: flows, possible: flows, doubts: [] };
  return { sure: flows, possible: ports, doubts: [doubt] };
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
    const open = [...doubts, ...rules.flatMap(({ doubt }) => doubt ?? [])];
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
