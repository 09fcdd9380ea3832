import type { Digest } from '../base/digest.ts';
import type { Cloud } from './nouns/cloud.ts';
import type { Dataset, datasetVerbs } from './nouns/datasets.ts';
import type { EnvironmentSpec } from './nouns/environments.ts';
import type { GitHub } from './nouns/github.ts';
import type { Logs } from './nouns/logs.ts';
import type { Model, modelVerbs } from './nouns/models.ts';
import type { Person } from './nouns/people.ts';
import type { System } from './nouns/systems.ts';
import type { Team } from './nouns/teams.ts';
import type { Waiver } from './nouns/waivers.ts';

export type { Cloud, Dataset, EnvironmentSpec, GitHub, Logs, Model, Person, System, Team, Waiver };

export type DatasetVerb = (typeof datasetVerbs)[number];
export type ModelVerb = (typeof modelVerbs)[number];
/** What `access` can grant. */
export type GrantableVerb = DatasetVerb | ModelVerb;
/** `approve` is granted by `approvals` only. */
export type Verb = GrantableVerb | 'approve';

/** A model as one environment serves it: its patch applied, and what depends on production decided. */
export type ResolvedModel = Omit<Model, 'endpoint'> & {
  endpoint?: Omit<NonNullable<Model['endpoint']>, 'instances'> & { instances: number };
};

/** What holds in one environment: patches applied, every default decided. */
export interface Environment {
  name: string;
  production: boolean;
  /** Formats of model files that may be deployed. */
  formats: EnvironmentSpec['formats'];
  data: EnvironmentSpec['data'];
  /** The most that teams may do here, whatever access says. */
  peopleMay: readonly GrantableVerb[];
  /** Models are taken from that environment; then there are no datasets and no training here. */
  modelsFrom?: string;
  /** The AWS account, 12 digits; absent means not on AWS. */
  account?: string;
  /** Present when `account` is. */
  region?: string;
  /** The Terraform root, relative to the folder of the file. */
  root: string;
  /** Approvals of a plan of infrastructure: count by team. */
  approvals: EnvironmentSpec['approvals'];
  breakGlass?: string;
  existing: EnvironmentSpec['existing'];
  network: EnvironmentSpec['network'];
  /** All teams of the platform. */
  teams: Readonly<Record<string, Team>>;
  datasets: Readonly<Record<string, Dataset>>;
  models: Readonly<Record<string, ResolvedModel>>;
}

/**
 * What `holdfast.yaml` says. Records have no prototype: a name that is not declared is `undefined`, also `constructor`.
 * Durations are seconds, sizes bytes, `capture` a part of 1.
 */
export interface Platform {
  format: 1;
  name: string;
  cloud: Cloud;
  /** Absent: no CI roles. */
  github?: GitHub;
  /** Only people of whom more than the login is known; everyone else is in `teams.T.members`. */
  people: Readonly<Record<string, Person>>;
  teams: Readonly<Record<string, Team>>;
  systems: Readonly<Record<string, System>>;
  logs: Logs;
  /** Resolved; always has `local`. */
  environments: Readonly<Record<string, Environment>>;
  /** Without the patch of any environment: to act in one, take its own. */
  datasets: Readonly<Record<string, Dataset>>;
  models: Readonly<Record<string, Model>>;
  waivers: Readonly<Record<string, Waiver>>;
  /** Of the exact bytes of the file. */
  digest: Digest;
}
