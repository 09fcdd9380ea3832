import { allKnown, type Known, known, unknown } from '../base/known.ts';
import { AddressSet, isAnyone } from '../clouds/aws/network/address-set.ts';
import { collectNetwork } from '../clouds/aws/network/collect.ts';
import type { Links } from '../clouds/aws/network/links.ts';
import { prefixListAddresses } from '../clouds/aws/network/prefix-lists.ts';
import type { Attributes, Path, Resource } from '../terraform/plan/plan.ts';
import {
  type Check,
  type CheckFacts,
  cannotTell,
  fail,
  type Judgement,
  pass,
  resourceCheck,
} from './check.ts';
import { worst } from './rules.ts';

/** Where a form of a rule keeps what it says. */
interface Form {
  /** The blocks that are rules; absent: the resource is one. */
  blocks?: string;
  addresses: readonly Path[];
  prefixLists: string;
  protocol: string;
  /** The attribute and value that a rule of this direction has. */
  when?: readonly [path: string, value: string];
}

export type Direction = 'in' | 'out';

const cidrs = ['cidr_blocks', 'ipv6_cidr_blocks'];
const single = ['cidr_ipv4', 'cidr_ipv6'];

/** Every form in which a security group has rules: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const forms: Readonly<Record<Direction, Readonly<Record<string, Form>>>> = {
  in: {
    aws_security_group: {
      blocks: 'ingress',
      addresses: cidrs,
      prefixLists: 'prefix_list_ids',
      protocol: 'protocol',
    },
    aws_default_security_group: {
      blocks: 'ingress',
      addresses: cidrs,
      prefixLists: 'prefix_list_ids',
      protocol: 'protocol',
    },
    aws_security_group_rule: {
      addresses: cidrs,
      prefixLists: 'prefix_list_ids',
      protocol: 'protocol',
      when: ['type', 'ingress'],
    },
    aws_vpc_security_group_ingress_rule: {
      addresses: single,
      prefixLists: 'prefix_list_id',
      protocol: 'ip_protocol',
    },
  },
  out: {
    aws_security_group: {
      blocks: 'egress',
      addresses: cidrs,
      prefixLists: 'prefix_list_ids',
      protocol: 'protocol',
    },
    aws_default_security_group: {
      blocks: 'egress',
      addresses: cidrs,
      prefixLists: 'prefix_list_ids',
      protocol: 'protocol',
    },
    aws_security_group_rule: {
      addresses: cidrs,
      prefixLists: 'prefix_list_ids',
      protocol: 'protocol',
      when: ['type', 'egress'],
    },
    aws_vpc_security_group_egress_rule: {
      addresses: single,
      prefixLists: 'prefix_list_id',
      protocol: 'ip_protocol',
    },
  },
};

/** A check that no rule lets the whole internet through to, or from, one of these ports. */
export function openPorts(
  check: CheckFacts & { direction: Direction; isMeant(ports: Ports): boolean; what: string },
): Check {
  const { direction, isMeant, what, ...facts } = check;
  const own = forms[direction];
  return resourceCheck({
    ...facts,
    of: Object.keys(own),
    judge(resource, { plan }) {
      const { links } = collectNetwork(plan);
      const form = own[resource.type];
      const rules = form && rulesOf(resource, form);
      if (!form || !rules) return undefined;
      if (!rules.known) return cannotTell(`the rules are not known: ${rules.because}`);
      return worst(rules.value.map((rule) => judgeRule(links, rule, form, isMeant, what)));
    },
  });
}

/** Both inclusive. */
export interface Ports {
  first: number;
  last: number;
  /** Whether it is a rule for all protocols and ports. */
  isAll: boolean;
}

export function holds({ first, last }: Ports, port: number): boolean {
  return first <= port && port <= last;
}

function rulesOf(resource: Resource, { blocks, when }: Form): Known<Attributes[]> | undefined {
  if (when) {
    const [path, value] = when;
    const found = resource.attribute(path);
    if (!found.known) return found;
    if (found.value !== value) return undefined;
  }
  return blocks === undefined ? known([resource]) : resource.elements(blocks);
}

function judgeRule(
  links: Links,
  rule: Attributes,
  form: Form,
  isMeant: (ports: Ports) => boolean,
  what: string,
): Judgement {
  const ports = portsOf(rule, form.protocol);
  if (ports.known && !isMeant(ports.value)) return pass;
  const [path = ''] = form.addresses;
  const addresses = addressesOf(links, rule, form);
  if (addresses.known && !isAnyone(addresses.value)) return pass;
  if (!addresses.known) return cannotTell(`who ${what} is not known: ${addresses.because}`, { path });
  if (!ports.known) return cannotTell(`the ports are not known: ${ports.because}`, { path });
  const { first, last, isAll } = ports.value;
  const range = isAll ? 'every port' : first === last ? `port ${first}` : `the ports ${first} to ${last}`;
  return fail(`everybody ${what} on ${range}`, { path });
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function portsOf(rule: Attributes, protocolPath: string): Known<Ports> {
  const protocol = rule.attribute(protocolPath);
  const [from, to] = [rule.attribute('from_port'), rule.attribute('to_port')];
  if (!protocol.known) return protocol;
  const name = String(protocol.value).toLowerCase();
  if (name === '-1' || name === 'all') return known({ first: 0, last: 65_535, isAll: true });
  if (/^(?:icmp|icmpv6|1|58)$/.test(name)) return known({ first: -1, last: -1, isAll: false });
  if (!from.known) return from;
  if (!to.known) return to;
  const [first, last] = [Number(from.value ?? -1), Number(to.value ?? -1)];
  if (Number.isNaN(first) || Number.isNaN(last)) return unknown('they are no numbers');
  return known({ first, last, isAll: first <= 0 && last >= 65_535 });
}

function addressesOf(links: Links, rule: Attributes, { addresses, prefixLists }: Form): Known<AddressSet> {
  const lists = allKnown(addresses.map((path) => rule.attribute(path)));
  if (!lists.known) return lists;
  const texts = lists.value.flatMap((value) => (Array.isArray(value) ? value : [value]));
  const sets = texts.flatMap((text) =>
    typeof text === 'string' && text !== '' ? [AddressSet.parse(text)] : [],
  );
  if (sets.includes(undefined)) return unknown('one of the ranges is no range');
  const listed = prefixListAddresses(links, rule, prefixLists);
  if (listed && !listed.addresses) return unknown(`the addresses of ${listed.text} are not known`);
  const own = sets.reduce<AddressSet>((all, set) => (set ? all.or(set) : all), AddressSet.none);
  return known(listed?.addresses ? own.or(listed.addresses) : own);
}
