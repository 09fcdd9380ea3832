import type { Issue, Place } from '../../../base/issue.ts';
import type { Defaults } from '../../providers/knowledge.ts';
import { placeOf } from '../../source/places.ts';
import type { ChangeKind, Project, Scratch, SourcePlace } from '../../source/types.ts';
import type { Journal } from '../journal.ts';
import type { NeededProvider } from '../needed-providers.ts';

/** Something that the values of a plan rest on, and that nobody checked. */
export interface Assumption {
  /** The instance that it concerns; absent when it concerns all. */
  address?: string;
  what: string;
  place?: Place;
}

/** What the user said about accounts and regions. */
export interface Chosen {
  account: boolean;
  region: boolean;
}

/** Everything that a plan rests on, in a fixed order. */
export function assumptionsOf(
  project: Project,
  journal: Journal,
  scratch: Scratch,
  unknown: readonly NeededProvider[],
  defaults: Defaults,
  chosen: Chosen,
): Assumption[] {
  return [
    ...surroundings(journal, defaults, chosen),
    ...unknown.map(({ source, place }) => ({
      what: `the provider ${source} is not known to Holdfast: its blocks are taken as they are written, and what it would compute is made up`,
      ...(place && { place: plain(place) }),
    })),
    ...scratch.changes
      .filter(({ what }) => assumed.includes(what))
      .map(({ what, place, detail }) => ({ what: `${what}: ${detail}`, place: plain(place) })),
    ...dataAssumptions(project, journal),
  ];
}

/** Changes of the copy that change values. */
const assumed: ChangeKind[] = ['remote-state', 'clock-function'];

function surroundings(journal: Journal, defaults: Defaults, chosen: Chosen): Assumption[] {
  const aws = [...journal.contexts.values()].filter(({ source }) => source === 'hashicorp/aws');
  const found: Assumption[] = [];
  if (!chosen.account && aws.some(({ account }) => account === defaults.account))
    found.push({
      what: `the account is ${defaults.account}: no provider says which it is, and --account does not`,
    });
  if (!chosen.region && aws.some(({ region }) => region === defaults.region))
    found.push({
      what: `the region is ${defaults.region}: a provider does not say which it is, and --region does not`,
    });
  return found;
}

function dataAssumptions(project: Project, journal: Journal): Assumption[] {
  return [...journal.entries]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([address, { assumption }]) => {
      if (assumption === undefined) return [];
      const place = placeOf(project, address);
      return [{ address, what: assumption, ...(place && { place: plain(place) }) }];
    });
}

/** What the copy kept from running, for the user to know. */
export function withheldBlocks(scratch: Scratch): Issue[] {
  return scratch.changes
    .filter(({ what }) => !assumed.includes(what) && what !== 'old-syntax')
    .map(({ what, place, detail }) => ({ code: what, message: detail, place: plain(place) }));
}

export function plain({ file, line, column }: SourcePlace): Place {
  return { file, line, column };
}
