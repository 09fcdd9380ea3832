import { isAnyone } from '../clouds/aws/network/address-set.ts';
import { collectNetwork } from '../clouds/aws/network/collect.ts';
import { type GroupRule, rulesWrittenBy } from '../clouds/aws/network/groups.ts';
import { addressesOf, protocols } from '../clouds/aws/network/traffic/flows.ts';
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

export type Direction = 'in' | 'out';

/** Every form in which a security group has rules: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const forms: Readonly<Record<Direction, readonly string[]>> = {
  in: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
  ],
  out: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_egress_rule',
  ],
};

/** A check that no rule lets the whole internet through to, or from, one of these ports. */
export function openPorts(
  check: CheckFacts & { direction: Direction; isMeant(ports: Ports): boolean; what: string },
): Check {
  const { direction, isMeant, what, ...facts } = check;
  return resourceCheck({
    ...facts,
    of: forms[direction],
    judge(resource, { plan }) {
      const rules = rulesWrittenBy(collectNetwork(plan).links, resource, direction === 'out');
      if (!rules) return undefined;
      if (!rules.known) return cannotTell(`the rules are not known: ${rules.because}`);
      return worst(rules.value.map((rule) => judgeRule(rule, isMeant, what)));
    },
  });
}

/** Of TCP or UDP; both inclusive. */
export interface Ports {
  first: number;
  last: number;
  /** Whether it is a rule for all ports. */
  isAll: boolean;
}

export function holds({ first, last }: Ports, port: number): boolean {
  return first <= port && port <= last;
}

function judgeRule(rule: GroupRule, isMeant: (ports: Ports) => boolean, what: string): Judgement {
  const { doubts, path } = rule;
  const ports = portsOf(rule);
  if (doubts.ports === undefined && !(ports && isMeant(ports))) return pass;
  const isOpen = isAnyone(addressesOf(rule.flows));
  if (!isOpen && doubts.addresses === undefined) return pass;
  if (!isOpen) return cannotTell(`who ${what} is not known: ${doubts.addresses}`, { path });
  if (doubts.ports !== undefined || !ports)
    return cannotTell(`the ports are not known: ${doubts.ports}`, { path });
  const { first, last, isAll } = ports;
  const range = isAll ? 'every port' : first === last ? `port ${first}` : `the ports ${first} to ${last}`;
  return fail(`everybody ${what} on ${range}`, { path });
}

/** Undefined for a protocol without ports. */
function portsOf({ ports }: GroupRule): Ports | undefined {
  const [flow] = ports;
  if (!flow) return undefined;
  const { protocol, firstPort: first, lastPort: last } = flow;
  if (ports.length < protocols.length && protocol !== 'tcp' && protocol !== 'udp') return undefined;
  // Nothing listens on port 0.
  return { first, last, isAll: first <= 1 && last >= 65_535 };
}
