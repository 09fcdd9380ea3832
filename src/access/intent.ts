import type { Environment, Platform } from '../spec/platform.ts';
import { administratorsOf, derivedFor, jobsOf, workflowRoles } from './derived.ts';
import { type Intended, intended } from './intended.ts';
import { bestPath, type DataPath, type EnvironmentAccess, type Grant, type NounKind } from './types.ts';

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
  const data = [
    ...statedDatasets(platform, environment),
    ...statedModels(platform, environment),
    ...Object.entries(platform.logs.access).flatMap(([who, verbs]) =>
      verbs.map((verb) => intended(who, verb, 'log', 'logs', `logs.access.${who}`)),
    ),
    ...derivedFor(platform, environment),
  ];
  return [...data, ...data.flatMap(keyOf)];
}

/** Who reads or writes a store uses its key. */
function keyOf({ who, verb, kind, name, because }: Intended): Intended[] {
  if (!['read', 'write', 'poison'].includes(verb)) return [];
  if (kind === 'log') return [intended(who, 'use', 'key', name, because)];
  return kind === 'dataset' || kind === 'model'
    ? [intended(who, 'use', 'key', `${kind}-${name}`, because)]
    : [];
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
  return Object.entries(environment.models).flatMap(([name, model]) =>
    Object.entries(model.access).flatMap(([who, verbs]) =>
      verbs
        .filter((verb) => mayHere(platform, environment, who, verb))
        .flatMap((verb) => {
          const cloud = cloudVerbs[verb];
          if (!cloud || (cloud.kind === 'endpoint' && !model.endpoint)) return [];
          return [intended(who, cloud.verb, cloud.kind, name, `models.${name}.access.${who}`)];
        }),
    ),
  );
}

/** The id of the identity provider that workflows show their tokens to. */
const githubProvider = 'oidc-provider/token.actions.githubusercontent.com';

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
    names.set(`role/${prefix}-system-${system}`, system);
  }
  const jobs = jobsOf(environment).map(({ name }) => name);
  for (const name of [...jobs, ...workflowRoles, 'break-glass', 'rotate'])
    names.set(`role/${prefix}-${name}`, name);
  if (platform.github) names.set(githubProvider, 'github');
  return names;
}

/** What the administrators' settings bring with them: who sets the retention of a log can shorten it. */
const administering: readonly string[] = ['administer', 'tamper'];

/** Compares what there is with what is intended. */
export function compareWithIntent(
  platform: Platform,
  environment: Environment,
  access: EnvironmentAccess,
): IntentReport {
  const wanted = intendedIn(platform, environment);
  const names = namesOfRoles(platform, environment);
  const administrators = administratorsOf(platform, environment);
  const whose = new Map(
    access.principals.map(({ id, arn }) => [id, names.get(plainRole(id)) ?? names.get(arn) ?? id]),
  );
  const who = ({ principal }: Grant) => whose.get(principal) ?? names.get(plainRole(principal)) ?? principal;
  const services = new Set(access.principals.filter(({ kind }) => kind === 'service').map(({ id }) => id));
  const isIntended = (grant: Grant) =>
    // What a service does it does for somebody, and whether it may be misled by others is a check's to say.
    services.has(grant.principal) ||
    (administrators.includes(who(grant)) && administering.includes(grant.verb)) ||
    wanted.some((one) => one.who === who(grant) && covers(one, grant));
  const open = access.grants.filter((grant) => !isIntended(grant));
  return {
    excess: open.filter(({ answer }) => answer === 'allowed'),
    unclear: open.filter(({ answer }) => answer !== 'allowed'),
    missing: wanted.flatMap((one) => {
      // Whether a key is needed depends on how the store is encrypted: reading has it as a part.
      if (one.kind === 'key') return [];
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
  if (one.kind !== noun.kind || one.verb !== verb) return false;
  return one.name === (noun.kind === 'identity' ? plainRole(noun.name) : noun.name);
}
