import type { Document } from './document.ts';
import { datasets } from './nouns/datasets.ts';
import { grantableVerbs } from './nouns/environments.ts';
import { models } from './nouns/models.ts';
import type {
  Dataset,
  Environment,
  EnvironmentSpec,
  Model,
  Platform,
  ResolvedModel,
  Team,
} from './platform.ts';
import { mergePatch } from './shape/merge.ts';
import { bareRecord } from './shape/shape.ts';

const daySeconds = 86_400;

/** Decides what depends on production: the number of instances, and that what is served is watched. */
function resolveModel({ endpoint, ...model }: Model, production: boolean): ResolvedModel {
  const watched = production && endpoint !== undefined ? { everySeconds: daySeconds } : undefined;
  const monitor = model.monitor ?? watched;
  const instances = endpoint?.instances ?? (production ? 2 : 1);
  return {
    ...model,
    ...(monitor === undefined ? {} : { monitor }),
    ...(endpoint === undefined ? {} : { endpoint: { ...endpoint, instances } }),
  };
}

/** What the file says of its nouns before any default, for patches to merge over. */
export interface RawNouns {
  datasets: Readonly<Record<string, unknown>>;
  models: Readonly<Record<string, unknown>>;
}

function patched<T>(
  base: Readonly<Record<string, T>>,
  raw: Readonly<Record<string, unknown>>,
  patches: Readonly<Record<string, unknown>>,
  parse: (merged: unknown) => T,
): Record<string, T> {
  const entries = Object.entries(base).map(([name, noun]): [string, T] => {
    const patch = patches[name];
    return [name, patch === undefined ? noun : parse(mergePatch(raw[name], patch))];
  });
  return bareRecord(entries);
}

function peopleMay(spec: EnvironmentSpec): Environment['peopleMay'] {
  return spec.peopleMay ?? (spec.production ? ['observe', 'deploy'] : grantableVerbs);
}

/** One environment with everything decided. */
export function resolveEnvironment(
  name: string,
  spec: EnvironmentSpec,
  document: Document,
  raw: RawNouns,
): Environment {
  const region = spec.region ?? document.cloud.region;
  const teams: Record<string, Team> = document.teams;
  const held: Record<string, Dataset> =
    spec.modelsFrom === undefined
      ? patched(document.datasets, raw.datasets, spec.datasets, (merged) => datasets.schema.parse(merged))
      : bareRecord([]);
  const served = patched(document.models, raw.models, spec.models, (merged) => models.schema.parse(merged));
  return {
    name,
    production: spec.production,
    formats: spec.formats,
    data: spec.data,
    peopleMay: peopleMay(spec),
    root: spec.root,
    approvals: spec.approvals,
    existing: spec.existing,
    network: spec.network,
    teams,
    datasets: held,
    models: bareRecord(
      Object.entries(served).map(([id, model]) => [id, resolveModel(model, spec.production)] as const),
    ),
    ...(spec.modelsFrom === undefined ? {} : { modelsFrom: spec.modelsFrom }),
    ...(spec.breakGlass === undefined ? {} : { breakGlass: spec.breakGlass }),
    ...(spec.account === undefined ? {} : { account: spec.account }),
    ...(spec.account === undefined || region === undefined ? {} : { region }),
  };
}

/** The view of one environment; undefined when it is not declared. `local` always is. */
export function environmentOf(platform: Platform, name: string): Environment | undefined {
  return platform.environments[name];
}
