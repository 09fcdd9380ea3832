import type { Clock } from '../base/clock.ts';
import { type Digest, isDigest, shortDigest } from '../base/digest.ts';
import { InputError, VerificationError } from '../base/errors.ts';
import { Ledger } from '../lifecycle/ledger.ts';
import type { ArtifactStore } from '../ports/artifacts.ts';
import type { IdentityStore } from '../ports/identities.ts';
import type { JobRunner } from '../ports/jobs.ts';
import type { KeyStore } from '../ports/keys.ts';
import type { LogFiles } from '../ports/log-files.ts';
import type { MetadataStore } from '../ports/metadata.ts';
import type { TokenStore } from '../ports/tokens.ts';
import { environmentOf } from '../spec/environment.ts';
import type { Environment, Platform } from '../spec/platform.ts';

/** Every adapter that a use case may need; the caller chooses them. */
export interface Ports {
  artifacts: ArtifactStore;
  metadata: MetadataStore;
  keys: KeyStore;
  log: LogFiles;
  jobs: JobRunner;
  identities: IdentityStore;
  tokens: TokenStore;
  clock: Clock;
}

/** An open platform: its file, its stores, its log. */
export interface Workspace {
  /** The folder of `holdfast.yaml`. */
  project: string;
  platform: Platform;
  ports: Ports;
  ledger: Ledger;
  /** A folder for what exists only while something runs. */
  scratch: string;
}

export async function openWorkspace(at: Omit<Workspace, 'ledger'>): Promise<Workspace> {
  const ledger = await Ledger.open(at.ports, at.platform.name);
  return { ...at, ledger };
}

/** An environment that this installation can act in. */
export function localEnvironment(platform: Platform, name: string): Environment {
  const environment = environmentOf(platform, name);
  if (!environment) {
    throw new InputError({
      code: 'unknown-environment',
      message: `holdfast.yaml has no environment ${name}`,
      fix: `environments are: ${Object.keys(platform.environments).join(', ')}`,
    });
  }
  if (environment.account === undefined) return environment;
  throw new InputError({
    code: 'environment-elsewhere',
    message: `the environment ${name} is an AWS account; this version acts on one machine only`,
    fix: 'use --env local',
  });
}

/** A registered version of a model. */
export interface Version {
  model: string;
  /** Counts from 1 in the order of registration. */
  number: number;
  digest: Digest;
  author: string;
  /** Index of its registration in the log. */
  entry: number;
}

/** Every version of a model, or of all models, oldest first. */
export async function versionsOf({ ports }: Workspace, model?: string): Promise<Version[]> {
  const all = ports.metadata.db.selectFrom('versions').selectAll().orderBy('entry');
  const rows = await (model === undefined ? all : all.where('model', '=', model)).execute();
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const number = (counts.get(row.model) ?? 0) + 1;
    counts.set(row.model, number);
    return { model: row.model, number, digest: row.digest as Digest, author: row.author, entry: row.entry };
  });
}

/**
 * What a person means by REF: `spam-filter` (the newest), `spam-filter@3`, or `spam-filter@sha256:…` with at least
 * eight digits.
 */
export async function resolveVersion(workspace: Workspace, ref: string): Promise<Version> {
  const [model = '', which] = ref.split('@', 2);
  if (!Object.hasOwn(workspace.platform.models, model)) {
    throw unknown(`holdfast.yaml has no model ${model}`, Object.keys(workspace.platform.models));
  }
  const versions = await versionsOf(workspace, model);
  const names = versions.map(nameOf);
  if (which === undefined) {
    const newest = versions.at(-1);
    if (newest) return newest;
    throw new InputError({
      code: 'no-version',
      message: `${model} has no registered version`,
      fix: `run \`holdfast run ${model}\``,
    });
  }
  const found = versions.filter((version) => meets(version, which));
  if (found.length === 1 && found[0]) return found[0];
  throw unknown(`${ref} names ${found.length === 0 ? 'no' : 'more than one'} registered version`, names);
}

function meets({ number, digest }: Version, which: string): boolean {
  if (/^[1-9]\d{0,8}$/.test(which)) return number === Number(which);
  const prefix = which.startsWith('sha256:') ? which : `sha256:${which}`;
  return isDigest(prefix)
    ? digest === prefix
    : /^sha256:[0-9a-f]{8,63}$/.test(prefix) && digest.startsWith(prefix);
}

function unknown(message: string, known: string[]): InputError {
  return new InputError({
    code: 'unknown-reference',
    message,
    fix: `there are: ${known.slice(-20).join(', ') || 'none'}`,
  });
}

/** `spam-filter@3`. */
export const nameOf = ({ model, number }: Version): string => `${model}@${number}`;

/** `spam-filter@3 (sha256:0123456789ab)`: what people read before they decide. */
export const titleOf = (version: Version): string =>
  `${nameOf(version)} (sha256:${shortDigest(version.digest)})`;

export function notPermitted(subject: string, because: string): VerificationError {
  return new VerificationError('not-permitted', subject, because);
}
