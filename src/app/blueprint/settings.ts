import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '../../base/errors.ts';

/** How far a team goes: each step is useful alone. */
export const steps = ['check', 'environment', 'platform'] as const;
export type Step = (typeof steps)[number];

/** What the files of a new repository depend on; kept beside them, so that an upgrade makes the same. */
export interface Settings {
  step: Step;
  platform: string;
  region: string;
  /** OWNER/NAME. */
  repository: string;
  ownerId: string;
  repositoryId: string;
  /** Account numbers by environment, in the order in which they are applied. */
  accounts: Record<string, string>;
  /** The last day of the waivers that the blueprint brings. */
  waivedUntil: string;
}

export interface SettingsChoices {
  dir: string;
  step: Step;
  platform?: string;
  region?: string;
  repository?: string;
  ownerId?: string;
  repositoryId?: string;
  /** `dev=111122223333`. */
  accounts: readonly string[];
  now: Date;
}

/** Numbers that AWS itself writes in examples: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const exampleAccounts: Readonly<Record<string, string>> = {
  dev: '111122223333',
  staging: '444455556666',
  prod: '777788889999',
};

/**
 * The ids of GitHub's first account and repository: with any other name before them they make a subject that no token has.
 * What trusts it trusts nobody, until the true ids are written.
 */
const noId = '1';

/** What was said, and for the rest what can be seen or does no harm. @throws InputError with all that is wrong */
export async function settingsOf(choices: SettingsChoices): Promise<Settings> {
  const { dir, step, now } = choices;
  const names = step === 'environment' ? ['dev'] : step === 'platform' ? ['dev', 'staging', 'prod'] : [];
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + 1);
  const settings: Settings = {
    step,
    platform: choices.platform ?? platformOf(dir),
    region: choices.region ?? 'eu-central-1',
    repository:
      choices.repository ??
      (await remoteOf(dir)) ??
      `your-organisation/${slugOf(basename(dir)) || 'platform'}`,
    ownerId: choices.ownerId ?? noId,
    repositoryId: choices.repositoryId ?? noId,
    accounts: accountsOf(names, choices.accounts),
    waivedUntil: until.toISOString().slice(0, 10),
  };
  mustFit(settings);
  return settings;
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
}

/** Names of buckets hold ten characters of it: `blueprint/aws/modules/spec`. */
function platformOf(dir: string): string {
  return slugOf(basename(dir)).slice(0, 10).replace(/-+$/, '') || 'mlops';
}

/** `git@github.com:acme/ml.git` and `https://github.com/acme/ml`. */
async function remoteOf(dir: string): Promise<string | undefined> {
  const arguments_ = ['-C', dir, 'config', '--get', 'remote.origin.url'];
  const url = await promisify(execFile)('git', arguments_).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return /^(?:git@|ssh:\/\/git@|https:\/\/(?:[^@/]*@)?)github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(
    url,
  )?.[1];
}

function accountsOf(names: readonly string[], given: readonly string[]): Record<string, string> {
  const pairs = given.map((text) => /^([a-z0-9-]+)=(\d{12})$/.exec(text)?.slice(1) ?? [text]);
  const wrong = pairs.find(([name = '', account]) => account === undefined || !names.includes(name));
  if (wrong)
    throw new InputError({
      code: 'not-an-account',
      message: `--account ${wrong.join('=').slice(0, 80)} is not ENVIRONMENT=NUMBER`,
      fix:
        names.length > 0
          ? `give 12 digits for one of these: ${names.join(', ')}`
          : 'leave it out: --adopt check has no environments',
    });
  const chosen = new Map(pairs.map(([name = '', account = '']) => [name, account]));
  return Object.fromEntries(names.map((name) => [name, chosen.get(name) ?? exampleAccounts[name] ?? '']));
}

const forms: readonly [keyof Settings, RegExp, string][] = [
  ['platform', /^[a-z][a-z0-9-]{0,9}$/, 'at most ten small letters, digits and hyphens, a letter first'],
  ['region', /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/, 'a region as AWS writes it, such as eu-west-1'],
  ['repository', /^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'OWNER/NAME'],
  ['ownerId', /^\d{1,20}$/, 'a number'],
  ['repositoryId', /^\d{1,20}$/, 'a number'],
];

/** Texts go into YAML and scripts as they are. */
function mustFit(settings: Settings): void {
  const issues = forms.flatMap(([name, form, wanted]) => {
    const value = String(settings[name]);
    if (form.test(value)) return [];
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [
      {
        code: 'wrong-setting',
        message: `${option} ${value.slice(0, 80)} is not ${wanted}`,
        fix: `give ${wanted}`,
      },
    ];
  });
  const [first, ...more] = issues;
  if (first) throw new InputError(first, ...more);
}
