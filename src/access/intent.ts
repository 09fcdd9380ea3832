import type { Environment, Platform } from '../spec/platform.ts';
import { bestPath, type DataPath, type EnvironmentAccess, type Grant, type NounKind } from './types.ts';

/** One line of what the file intends. */
export interface Intended {
  /** A team, a system, or a job of the platform: `train-credit-risk`. */
  who: string;
  verb: string;
  kind: NounKind;
  name: string;
  /** Why: `datasets.orders.access.science`. */
  because: string;
}

/** `closed`: it is granted, but each way there is closed. */
export type Missing = Intended & { closed?: readonly DataPath[] };

export interface IntentReport {
  /** Granted, and nobody intends it. */
  excess: Grant[];
  /** Intended, and not granted, or granted where no way leads. */
  missing: Missing[];
  /** May be granted, and nobody intends it. */
  unclear: Grant[];
}

/**
 * What holdfast.yaml intends in one environment: what it says, and what follows for the platform's own jobs. Grants
 * that the cloud does not carry out, such as `run` and `observe`, are not among them.
 */
export function intendedIn(platform: Platform, environment: Environment): Intended[] {
  return [
    ...statedDatasets(platform, environment),
    ...statedModels(platform, environment),
    ...Object.entries(platform.logs.access).flatMap(([who, verbs]) =>
      verbs.map((verb) => intended(who, verb, 'log', 'logs', 'logs.access')),
    ),
    ...ofJobs(environment),
  ];
}

function intended(who: string, verb: string, kind: NounKind, name: string, because: string): Intended {
  return { who, verb, kind, name, because };
}

function mayHere(platform: Platform, environment: Environment, who: string, verb: string): boolean {
  if (platform.systems[who] !== undefined)
    return platform.systems[who]?.roles[environment.name] !== undefined;
  return environment.peopleMay.some((capped) => capped === verb);
}

function statedDatasets(platform: Platform, environment: Environment): Intended[] {
  return Object.entries(environment.datasets).flatMap(([name, { access }]) =>
    Object.entries(access).flatMap(([who, verbs]) =>
      verbs
        .filter((verb) => mayHere(platform, environment, who, verb))
        .map((verb) => intended(who, verb, 'dataset', name, `datasets.${name}.access.${who}`)),
    ),
  );
}

/** What of a model's verbs is a permission in the cloud. */
const cloudVerbs: Readonly<Record<string, { kind: NounKind; verb: string }>> = {
  read: { kind: 'model', verb: 'read' },
  invoke: { kind: 'endpoint', verb: 'invoke' },
};

function statedModels(platform: Platform, environment: Environment): Intended[] {
  return Object.entries(environment.models).flatMap(([name, { access }]) =>
    Object.entries(access).flatMap(([who, verbs]) =>
      verbs
        .filter((verb) => mayHere(platform, environment, who, verb))
        .flatMap((verb) => {
          const cloud = cloudVerbs[verb];
          return cloud ? [intended(who, cloud.verb, cloud.kind, name, `models.${name}.access.${who}`)] : [];
        }),
    ),
  );
}

/** What follows from the shape of the platform: the jobs read and write what they work on. */
function ofJobs(environment: Environment): Intended[] {
  const trains = environment.modelsFrom === undefined;
  const datasets = Object.keys(environment.datasets).flatMap((name) =>
    ['read', 'write'].map((verb) => intended(`ingest-${name}`, verb, 'dataset', name, 'ingest')),
  );
  const models = Object.entries(environment.models).flatMap(([name, { trainsOn }]) => [
    ...(trains
      ? [
          ...trainsOn.map((dataset) => intended(`train-${name}`, 'read', 'dataset', dataset, 'trains_on')),
          intended(`train-${name}`, 'poison', 'model', name, 'training'),
          intended(`release-${name}`, 'read', 'model', name, 'release'),
          intended(`release-${name}`, 'poison', 'model', name, 'release'),
        ]
      : [intended(`deploy-${name}`, 'poison', 'model', name, 'models_from')]),
    ...['deploy', 'serve', 'monitor'].map((job) => intended(`${job}-${name}`, 'read', 'model', name, job)),
    intended(`deploy-${name}`, 'deploy', 'endpoint', name, 'deploy'),
    intended(`deploy-${name}`, 'change', 'endpoint', name, 'deploy'),
  ]);
  return [...datasets, ...models];
}

/** The names by which the roles of an environment are known, to who they are in holdfast.yaml. */
export function namesOfRoles(platform: Platform, environment: Environment): Map<string, string> {
  const prefix = `${platform.name}-${environment.name}`;
  const names = new Map<string, string>();
  for (const [team, { signIn }] of Object.entries(platform.teams)) {
    names.set(`role/${prefix}-team-${team}`, team);
    names.set(`role/${signIn ?? `${prefix}-${team}`}`, team);
  }
  for (const [system, { roles }] of Object.entries(platform.systems)) {
    const arn = roles[environment.name];
    if (arn !== undefined) names.set(arn, system);
  }
  const jobs = new Set(ofJobs(environment).map(({ who }) => who));
  for (const job of jobs) names.set(`role/${prefix}-${job}`, job);
  return names;
}

/** Principals that administer: what they can do is not judged grant by grant, but they must be these and no others. */
export function administrators(platform: Platform, environment: Environment): Set<string> {
  const prefix = `role/${platform.name}-${environment.name}`;
  return new Set([
    `${prefix}-ci-apply`,
    ...(environment.breakGlass === undefined ? [] : [`${prefix}-break-glass`]),
  ]);
}

/** Compares what there is with what is intended. */
export function compareWithIntent(
  platform: Platform,
  environment: Environment,
  access: EnvironmentAccess,
): IntentReport {
  const wanted = intendedIn(platform, environment);
  const names = namesOfRoles(platform, environment);
  const admins = administrators(platform, environment);
  const who = (grant: Grant) => {
    const arn = access.principals.find(({ id }) => id === grant.principal)?.arn;
    const plain = plainRole(grant.principal);
    return names.get(plain) ?? (arn === undefined ? undefined : names.get(arn)) ?? grant.principal;
  };
  const services = new Set(access.principals.filter(({ kind }) => kind === 'service').map(({ id }) => id));
  const isIntended = (grant: Grant) =>
    // A service takes the roles that somebody may pass to it: that is judged at who passes.
    (grant.verb === 'assume' && services.has(grant.principal)) ||
    admins.has(plainRole(grant.principal)) ||
    wanted.some((one) => one.who === who(grant) && covers(one, grant));
  const open = access.grants.filter((grant) => !isIntended(grant));
  return {
    excess: open.filter(({ answer }) => answer === 'allowed'),
    unclear: open.filter(({ answer }) => answer !== 'allowed'),
    missing: wanted.flatMap((one) => {
      const given = access.grants.filter((grant) => who(grant) === one.who && covers(one, grant));
      if (given.some((grant) => bestPath(grant) !== 'denied')) return [];
      return given.length === 0 ? [one] : [{ ...one, closed: given.flatMap(({ paths }) => paths) }];
    }),
  };
}

/** A role's name without its path. */
function plainRole(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const set = /^AWSReservedSSO_(.+)_[^_]+$/.exec(name)?.[1];
  return id.startsWith('role/') ? `role/${set ?? name}` : id;
}

function covers(one: Intended, { noun, verb }: Grant): boolean {
  if (one.kind !== noun.kind || one.name !== noun.name) return false;
  return one.verb === verb;
}
