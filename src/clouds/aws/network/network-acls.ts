import type { Json } from '../../../base/canonical-json.ts';
import type { Attributes, Resource } from '../../../terraform/plan/plan.ts';
import { AddressSet } from './address-set.ts';
import type { Links } from './links.ts';
import {
  doubtful,
  everything,
  type Flow,
  inTurn,
  meet,
  open,
  type Passing,
  protocolsNamed,
  without,
} from './traffic/flows.ts';

/**
 * One rule. What is not known of it makes it wider where it allows possibly, and leaves it out where it allows surely;
 * for a denial it is the other way round.
 */
export interface AclRule {
  number: number;
  isAllow: boolean | undefined;
  /** What it surely concerns, and what it possibly does. */
  sure: readonly Flow[];
  possible: readonly Flow[];
  doubt: string | undefined;
}

/**
 * What an access list lets through in one direction: the rule with the lowest number that matches decides, and what
 * none matches is denied.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function passingOf(links: Links, acl: Resource, isOut: boolean): Passing {
  const path = isOut ? 'egress' : 'ingress';
  const inline = acl.elements(path);
  if (!inline.known) return doubtful(`${acl.address}.${path} is not known: ${inline.because}`);
  const separate = links.naming('aws_network_acl_rule', 'network_acl_id', acl);
  const [loose] = separate.open;
  if (loose) return doubtful(`${loose.address} may be a rule of ${acl.address}`);
  const rules = [
    ...inline.value.map((block) => readRule(block, 'rule_no', 'action', acl)),
    ...separate.sure
      .filter((rule) => isOutward(rule) === isOut)
      .map((rule) => readRule(rule, 'rule_number', 'rule_action', rule)),
  ];
  if (rules.some(({ number }) => Number.isNaN(number)))
    return doubtful(`${acl.address}: the order of the rules is not known`);
  return decide(rules.sort((a, b) => a.number - b.number));
}

function isOutward(rule: Resource): boolean {
  const egress = rule.attribute('egress');
  return egress.known && egress.value === true;
}

/** What rules, in the order of their numbers, let through. */
export function decide(rules: readonly AclRule[]): Passing {
  let leftSurely: readonly Flow[] = everything;
  let leftPossibly: readonly Flow[] = everything;
  const sure: Flow[] = [];
  const possible: Flow[] = [];
  for (const rule of rules) {
    if (rule.isAllow === true) sure.push(...meet(leftSurely, rule.sure));
    if (rule.isAllow !== false) possible.push(...meet(leftPossibly, rule.possible));
    // What another rule may take before is not sure; what another surely takes is not left.
    leftSurely = without(leftSurely, rule.isAllow === true ? rule.sure : rule.possible);
    leftPossibly = without(leftPossibly, rule.sure);
  }
  return { sure, possible, doubts: rules.flatMap(({ doubt }) => doubt ?? []) };
}

/** A block, or a resource that is a rule: `number` and `action` say how its attributes are called. */
export function readRule(attributes: Attributes, number: string, action: string, source: Resource): AclRule {
  const [no, allow] = [attributes.attribute(number), attributes.attribute(action)];
  const [flows, isKnown] = flowsOf(attributes);
  const isAllow = allow.known ? String(allow.value).toLowerCase() === 'allow' : undefined;
  return {
    number: no.known ? Number(no.value) : Number.NaN,
    isAllow,
    sure: isKnown ? flows : [],
    possible: flows,
    doubt: isKnown && isAllow !== undefined ? undefined : `a rule of ${source.address} is not known`,
  };
}

/** What a rule concerns at most, and whether that is known. */
function flowsOf(attributes: Attributes): [Flow[], boolean] {
  const values = ['cidr_block', 'ipv6_cidr_block', 'protocol', 'from_port', 'to_port'].map((path) =>
    attributes.attribute(path),
  );
  const isKnown = values.every((value) => value.known);
  const [ipv4, ipv6, protocol, from, to] = values.map((value) => (value.known ? value.value : undefined));
  const named = typeof protocol === 'string' ? protocolsNamed(protocol) : undefined;
  const found = protocol === undefined ? protocolsNamed('-1') : named;
  const addresses = ipv4 === undefined || ipv6 === undefined ? AddressSet.all : rangesOf(ipv4, ipv6);
  const flows = (found ?? []).map((one): Flow => {
    const hasPorts = found?.length === 1 && (one === 'tcp' || one === 'udp');
    const [firstPort, lastPort] = hasPorts ? [numberOf(from, 0), numberOf(to, 65_535)] : [0, 65_535];
    return { protocol: one, firstPort, lastPort, addresses };
  });
  return [flows, isKnown];
}

function rangesOf(...values: Json[]): AddressSet {
  const texts = values.filter((value) => typeof value === 'string' && value !== '');
  return AddressSet.of(...(texts as string[]));
}

function numberOf(value: Json | undefined, otherwise: number): number {
  const number = value === undefined || value === null ? Number.NaN : Number(value);
  return Number.isNaN(number) ? otherwise : number;
}

/** The access list of a subnet; undefined where it is the one that AWS makes, which lets all through. */
export function aclOf(
  links: Links,
  subnet: Resource,
  vpc: Resource | undefined,
): { acl: Resource | undefined; doubts: string[] } {
  const named = links.naming('aws_network_acl', 'subnet_ids', subnet);
  const joined = links.naming('aws_network_acl_association', 'subnet_id', subnet);
  const adopted = links.naming('aws_default_network_acl', 'subnet_ids', subnet);
  const [association] = joined.sure;
  const acls = ['aws_network_acl', 'aws_default_network_acl'];
  const followed = association ? links.follow(association, 'network_acl_id', acls).resources : [];
  const [acl] = [...followed, ...named.sure, ...adopted.sure];
  if (acl) return { acl, doubts: [] };
  if (association)
    return { acl: undefined, doubts: [`${association.address}: the access list is not known`] };
  const doubts = [...named.open, ...joined.open].map(
    ({ address }) => `${address} may concern ${subnet.address}`,
  );
  return { acl: vpc && defaultAclOf(links, vpc), doubts };
}

function defaultAclOf(links: Links, vpc: Resource): Resource | undefined {
  const id = vpc.attribute('default_network_acl_id');
  return links.plan.ofType('aws_default_network_acl').find((acl) => {
    const own = acl.attribute('default_network_acl_id');
    if (id.known && own.known) return id.value !== null && id.value === own.value;
    return links.follow(acl, 'default_network_acl_id', [vpc.type]).resources.includes(vpc);
  });
}

/** Requests in one direction, and their answers in the other: these go to ports that the other end chooses. */
export function statelessPassing(links: Links, acl: Resource | undefined, isOut: boolean): Passing {
  if (!acl) return open;
  const request = passingOf(links, acl, isOut);
  const back = passingOf(links, acl, !isOut);
  return inTurn(request, answersOf(back));
}

/**
 * From the addresses to which answers get out on a port that clients choose; who has any such port gets an answer
 * on some connections.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
function answersOf(back: Passing): Passing {
  const widen = (flows: readonly Flow[]) =>
    flows
      .filter(({ protocol, lastPort }) => (protocol !== 'tcp' && protocol !== 'udp') || lastPort >= 1024)
      .map((flow) => ({ ...flow, firstPort: 0, lastPort: 65_535 }));
  return { sure: widen(back.sure), possible: widen(back.possible), doubts: back.doubts };
}
