import { list, oneOf, wholeNumber } from '../shape/forms.ts';
import { name } from '../shape/names.ts';
import { named } from '../shape/shape.ts';
import type { Finding, Known, Path, Spot } from './noun.ts';

/** `WHO: [verbs]`: teams and systems, and what each may do. */
export function access<const V extends readonly string[]>(verbs: V) {
  return named(name, list(oneOf(verbs))).describe(
    `What teams and systems may do: ${verbs.join(', ')}. Nobody may do what is not said here.`,
  );
}

/** `TEAM: count`: how many members must approve. */
export const approvals = named(name, wholeNumber('a number of approvals', 1, 20)).describe(
  'How many members of which teams must approve.',
);

export type LooseAccess = { readonly [who: string]: readonly string[] | undefined };
export type LooseApprovals = { readonly [team: string]: number | undefined };

/** Where each kind of name is declared. */
const homes = {
  team: ['teams'],
  'team or system': ['teams', 'systems'],
  environment: ['environments'],
  dataset: ['datasets'],
  model: ['models'],
} as const;

/** A name that must be declared in `known`; says nothing when it is. */
export function unknownName(
  what: keyof typeof homes,
  name: string,
  known: Known,
  path: Path,
  at: 'key' | 'value' = 'value',
): Finding[] {
  if (known.has(name)) return [];
  const code = `unknown-${what === 'team or system' ? 'grantee' : what}`;
  const fix = `declare "${name}" in ${homes[what].join(' or ')}, or name one that is declared`;
  const rests = homes[what].map((home) => [home]);
  return [{ code, path, at, message: `there is no ${what} "${name}"`, fix, slip: { name, known }, rests }];
}

export function checkAccess(access: LooseAccess | undefined, { declared, report }: Spot): void {
  for (const who of Object.keys(access ?? {})) {
    for (const finding of unknownName('team or system', who, declared.grantees, ['access', who], 'key'))
      report(finding);
  }
}

/**
 * Approving teams exist and can give what is asked of them.
 * @param authors people of whom one is the author, who may not approve
 */
export function checkApprovals(
  approvals: LooseApprovals | undefined,
  authors: readonly string[],
  spot: Spot,
): void {
  for (const [team, count] of Object.entries(approvals ?? {})) {
    const path = ['approvals', team];
    for (const finding of unknownName('team', team, spot.declared.teams, path, 'key')) spot.report(finding);
    const members = new Set(spot.declared.teams.get(team) ?? []);
    if (count === undefined || members.size === 0) continue;
    const author = authors.find((person) => members.has(person));
    const able = members.size - (author === undefined ? 0 : 1);
    if (able >= count) continue;
    const without = author === undefined ? '' : ` when ${author} is the author, who may not approve`;
    spot.report({
      code: 'too-few-approvers',
      path,
      message: `${team} can give ${able} of ${count} approvals${without}`,
      fix: `ask for fewer, or add members to teams.${team}`,
    });
  }
}
