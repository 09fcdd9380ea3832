import { internet, isAnyone } from './address-set.ts';
import type { Network } from './collect.ts';
import { passingOfGroups, rulesMeeting } from './groups.ts';
import { defaultPlace, type Place, unknownPlace } from './subnets.ts';
import {
  addressesOf,
  doubtful,
  type Flow,
  inTurn,
  nothing,
  open,
  type Passing,
  portsOf,
} from './traffic/flows.ts';
import type { Attachment, Reached, Told, Way } from './types.ts';

/** One thing that traffic goes through. */
export interface Stage {
  passing: Passing;
  /** What it is, for the chain of a way. */
  because: string;
  /** What closes it, where nothing gets through. */
  closes: string;
}

/** What stages come to: a way, or what closes it. */
export type Outcome = { way: Way; doubts: readonly string[] } | { closedBy: string };

/** Through all stages, in their order; the first that lets nothing of the rest through closes the way. */
export function follow(stages: readonly Stage[], by: Way['by'], through: Way['through'] = []): Outcome {
  let passing = open;
  for (const stage of stages) {
    passing = inTurn(passing, stage.passing);
    if (passing.possible.length === 0) return { closedBy: stage.closes };
  }
  const because = stages.map((stage) => stage.because).filter((text) => text !== '');
  const way = { by, through, because, ...judged(passing) };
  return { way, doubts: way.answer === 'cannot-tell' ? passing.doubts : [] };
}

/** Sure and open to anyone; else possibly so; else only some, surely or not. */
function judged(passing: Passing): Pick<Way, 'answer' | 'ports' | 'other'> {
  const sure = isAnyone(addressesOf(passing.sure));
  const possible = isAnyone(addressesOf(passing.possible));
  const ports = (flows: readonly Flow[]) => portsOf(flows);
  if (sure) return { answer: 'allowed', ports: ports(passing.sure), other: 'anyone' };
  if (possible) return { answer: 'cannot-tell', ports: ports(passing.possible), other: 'unknown' };
  if (passing.sure.length > 0) return { answer: 'conditional', ports: ports(passing.sure), other: 'some' };
  return { answer: 'cannot-tell', ports: ports(passing.possible), other: 'unknown' };
}

const rank = { allowed: 0, conditional: 2, 'cannot-tell': 1 } as const;

/** All ways together: the surest and widest decides; what may be open to anyone counts more than what some can use. */
export function reachedBy(outcomes: readonly Outcome[], doubts: readonly string[] = []): Reached {
  const ways = outcomes.flatMap((one) => ('way' in one ? [one.way] : []));
  const sorted = [...ways].sort((a, b) => rank[a.answer] - rank[b.answer]);
  const unknowns = new Set(outcomes.flatMap((one) => ('way' in one ? one.doubts : [])));
  for (const doubt of doubts) unknowns.add(doubt);
  const closedBy = [...new Set(outcomes.flatMap((one) => ('closedBy' in one ? [one.closedBy] : [])))];
  const first = sorted[0]?.answer;
  const answer = first === 'allowed' ? first : doubts.length > 0 ? 'cannot-tell' : (first ?? 'denied');
  return { answer, ways: sorted, closedBy, unknowns: [...unknowns], beyond: [] };
}

/** What there is of a yes or a no. */
export function stageOf(
  { is, because }: Told,
  place: Place,
  bySubnet: boolean | undefined,
  what: string,
): Stage {
  const decided = is === 'by-subnet' ? bySubnet : is;
  const why = is === 'by-subnet' ? `${because}, and ${place.name} decides` : because;
  const passing = decided === undefined ? doubtful(`${what}: ${why}`) : decided ? open : nothing;
  return { passing, because: `its ${what}: ${why}`, closes: `no ${what}: ${why}` };
}

export function stageOfFlows(flows: readonly Flow[], because: string, closes: string): Stage {
  return { passing: { sure: flows, possible: flows, doubts: [] }, because, closes };
}

/** The places of an attachment. */
export function placesOf(network: Network, { subnets }: Attachment): Place[] {
  if (subnets === 'default') return [defaultPlace];
  const places = network.places.of(subnets);
  return places.length > 0 ? places : [unknownPlace('no subnet is named')];
}

/** What the groups of an attachment let through. */
export function groupStage(network: Network, attachment: Attachment, place: Place, isOut: boolean): Stage {
  const { groups } = attachment;
  const side = isOut ? 'outward' : 'inward';
  if (groups === 'none') return { passing: open, because: 'it has no security group', closes: '' };
  if (groups === 'default') return defaultGroupStage(network, place, isOut);
  const names = [...groups.resources.map(({ address }) => address), ...groups.others].join(', ');
  const rules = rulesMeeting(network.links, groups, isOut, internet);
  return {
    passing: passingOfGroups(network.links, groups, isOut),
    because: `let through ${side} by ${rules.join(', ') || names || 'a security group that is not known'}`,
    closes: `no ${side} rule of ${names || 'its security groups'} lets it through`,
  };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
function defaultGroupStage({ links }: Network, place: Place, isOut: boolean): Stage {
  const { vpc } = place;
  const adopted = vpc
    ? links.naming('aws_default_security_group', 'vpc_id', vpc).sure
    : place === defaultPlace
      ? []
      : undefined;
  if (!adopted)
    return {
      passing: doubtful('the default security group is not known'),
      because: 'its security group is not known',
      closes: '',
    };
  const [group] = adopted;
  if (group) {
    const passing = passingOfGroups(links, { resources: [group], others: [], doubts: [] }, isOut);
    return {
      passing,
      because: `${group.address} lets it through`,
      closes: `${group.address} has no rule for it`,
    };
  }
  return isOut
    ? { passing: open, because: 'the default security group lets everything out', closes: '' }
    : { passing: nothing, because: '', closes: 'the default security group lets only itself in' };
}
