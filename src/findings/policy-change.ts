import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Environment, Platform } from '../spec/platform.ts';
import { fingerprintOf } from './judge.ts';
import type { Finding } from './types.ts';

/** The id by which waivers and `--require` name these findings. */
export const policyChangeId = 'policy/changed';

const shownMaxChars = 160;

/**
 * What a change does to the file that it is judged by: who is in a team, who may what, who approves, which gates and
 * waivers there are. The old file judges the change; once it is merged the new one judges all that follows.
 */
export function policyChanges(before: Platform | undefined, after: Platform | undefined): Finding[] {
  const [old, now] = [policyOf(before), policyOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    return was === is ? [] : [changed(path, was, is)];
  });
}

/** Every part of the file that decides about people, by its path. */
function policyOf(platform: Platform | undefined): Map<string, string> {
  const parts = new Map<string, string>();
  if (!platform) return parts;
  const add = (path: string, value: unknown) => {
    if (value !== undefined) parts.set(path, canonicalJson(value as Json));
  };
  add('github', platform.github);
  for (const section of ['people', 'teams', 'systems', 'waivers'] as const)
    for (const [name, value] of Object.entries(platform[section])) add(`${section}.${name}`, value);
  add('logs.access', platform.logs.access);
  for (const [name, noun] of Object.entries(platform.datasets)) addNoun(add, `datasets.${name}`, noun);
  for (const [name, noun] of Object.entries(platform.models)) addNoun(add, `models.${name}`, noun);
  for (const environment of Object.values(platform.environments)) addEnvironment(add, environment, platform);
  return parts;
}

type Add = (path: string, value: unknown) => void;

/** What of a dataset or a model is a matter of trust. */
const ruling = ['access', 'class', 'personal', 'retentionSeconds', 'approvals', 'gates'];

function addNoun(add: Add, path: string, noun: object): void {
  for (const [key, value] of Object.entries(noun)) if (ruling.includes(key)) add(`${path}.${key}`, value);
}

function addEnvironment(add: Add, environment: Environment, platform: Platform): void {
  const {
    name,
    teams: _teams,
    datasets,
    models,
    network: _network,
    existing: _existing,
    ...own
  } = environment;
  for (const [key, value] of Object.entries(own)) add(`environments.${name}.${key}`, value);
  addPatched(add, `environments.${name}.datasets`, datasets, platform.datasets);
  addPatched(add, `environments.${name}.models`, models, platform.models);
}

type Nouns = Readonly<Record<string, object>>;

/** Only what an environment has of its own: the rest is said once. */
function addPatched(add: Add, path: string, here: Nouns, everywhere: Nouns): void {
  for (const [name, noun] of Object.entries(here)) {
    const common = everywhere[name] ?? {};
    const own = Object.entries(noun).filter(([key, value]) => !isSame(value, common, key));
    addNoun(add, `${path}.${name}`, Object.fromEntries(own));
  }
}

function isSame(value: unknown, common: object, key: string): boolean {
  const other: unknown = Object.entries(common).find(([name]) => name === key)?.[1];
  return other !== undefined && canonicalJson(value as Json) === canonicalJson(other as Json);
}

function changed(path: string, was: string | undefined, is: string | undefined): Finding {
  return {
    check: policyChangeId,
    title: 'The rules that a change is judged by do not change with it',
    severity: 'medium',
    outcome: 'fail',
    message: `${path} ${sentenceOf(was, is)}`,
    why: 'Who writes the rules decides what passes under them from the merge on',
    fix: 'Have those approve it who answer for these rules, best in a change of its own',
    controls: [policyChangeId],
    name: path,
    place: { file: 'holdfast.yaml', line: 1, column: 1 },
    evidence: [],
    confidence: 'certain',
    assumptions: [],
    fingerprint: fingerprintOf([policyChangeId, path, was ?? '', is ?? '']),
  };
}

function sentenceOf(was: string | undefined, is: string | undefined): string {
  if (is === undefined) return `is removed; it was ${shown(was)}`;
  return was === undefined ? `is new: ${shown(is)}` : `becomes ${shown(is)}; it was ${shown(was)}`;
}

function shown(text = ''): string {
  return text.length > shownMaxChars ? `${text.slice(0, shownMaxChars)}…` : text;
}
