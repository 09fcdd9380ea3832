import { datasetVerbs } from './nouns/datasets.ts';
import { logVerbs } from './nouns/logs.ts';
import { modelVerbs } from './nouns/models.ts';
import type { Environment, Platform, Verb } from './platform.ts';

/** What something is done to. */
export type NounRef = { kind: 'dataset' | 'model'; name: string } | { kind: 'logs'; name: 'logs' };

/** An answer and the sentence that says why. */
export interface Permission {
  allowed: boolean;
  because: string;
}

export interface Approver {
  team: string;
  /** How many of `members` must approve. */
  count: number;
  members: readonly string[];
}

const verbsOf: Readonly<Record<NounRef['kind'], readonly string[]>> = {
  dataset: datasetVerbs,
  model: [...modelVerbs, 'approve'],
  logs: logVerbs,
};

const no = (because: string): Permission => ({ allowed: false, because });
const yes = (because: string): Permission => ({ allowed: true, because });
const and = (words: readonly string[]) => new Intl.ListFormat('en-GB').format(words);

type Grants = Readonly<Record<string, readonly string[]>>;

/** Who may do what to it; undefined when it is not in this environment. */
function grantsOn(platform: Platform, environment: Environment, { kind, name }: NounRef): Grants | undefined {
  switch (kind) {
    case 'dataset':
      return environment.datasets[name]?.access;
    case 'model':
      return environment.models[name]?.access;
    case 'logs':
      return platform.logs.access;
  }
}

function absent(environment: Environment, { kind, name }: NounRef): string {
  if (kind === 'dataset' && environment.modelsFrom !== undefined) {
    return `${environment.name} holds no dataset: it takes its models from ${environment.modelsFrom}`;
  }
  return `there is no ${kind} ${name}`;
}

function permittedSystem(
  platform: Platform,
  environment: Environment,
  system: string,
  verb: Verb,
  noun: NounRef,
  grants: Grants,
): Permission {
  const { name } = environment;
  const outside = environment.account !== undefined && platform.systems[system]?.roles[name] === undefined;
  if (outside) return no(`${system} has no role in ${name}`);
  if (grants[system]?.includes(verb)) return yes(`access gives ${system} ${verb} on ${noun.name}`);
  return no(`nobody gives ${system} ${verb} on ${noun.name} in ${name}`);
}

function permittedApproval(environment: Environment, person: string, noun: NounRef): Permission {
  const approvers = approversOf(environment, noun.name);
  const team = approvers.find(({ members }) => members.includes(person))?.team;
  if (team !== undefined) return yes(`${person} is in ${team}, whose approval ${noun.name} needs`);
  const teams = approvers.map(({ team }) => team);
  return no(
    teams.length === 0
      ? `${noun.name} needs nobody's approval in ${environment.name}`
      : `${noun.name} needs the approval of ${and(teams)}, and ${person} is not in ${teams.length > 1 ? 'any of them' : 'it'}`,
  );
}

/**
 * Whether somebody may do something to a dataset, a model or the logs in one environment. Denied unless the file says
 * otherwise: a team of the person stands in `access` with the verb, and `people_may` of the environment does not cap
 * it. Systems, approvals and the logs are not capped; `approve` follows from `approvals`. That nobody approves a run
 * of their own is for the caller, who knows the run.
 * @param who a person as in `teams.T.members`, or a system
 */
export function permitted(
  platform: Platform,
  environment: Environment,
  who: string,
  verb: Verb,
  noun: NounRef,
): Permission {
  if (!verbsOf[noun.kind].includes(verb)) return no(`${verb} is nothing that can be done to a ${noun.kind}`);
  const grants = grantsOn(platform, environment, noun);
  if (grants === undefined) return no(absent(environment, noun));
  if (verb === 'run' && environment.modelsFrom !== undefined) {
    return no(`${environment.name} trains nothing: it takes its models from ${environment.modelsFrom}`);
  }
  if (platform.systems[who] !== undefined)
    return permittedSystem(platform, environment, who, verb, noun, grants);
  const teams = Object.keys(platform.teams).filter((team) => platform.teams[team]?.members.includes(who));
  if (teams.length === 0) return no(`${who} is in no team`);
  if (verb === 'approve') return permittedApproval(environment, who, noun);
  const team = teams.find((name) => grants[name]?.includes(verb));
  if (team === undefined) {
    return no(`nobody gives ${who} ${verb} on ${noun.name}: ${who} is in ${and(teams)}`);
  }
  if (noun.kind !== 'logs' && !environment.peopleMay.includes(verb)) {
    const most = environment.peopleMay.length === 0 ? 'nothing' : `only ${and(environment.peopleMay)}`;
    return no(
      `nobody gives ${who} ${verb} on ${noun.name} in ${environment.name}: people_may allows ${most}`,
    );
  }
  return yes(`${who} is in ${team}, which may ${verb} ${noun.name}`);
}

/** Whose approval a model needs; empty when nobody's, or when there is no such model. */
export function approversOf(environment: Environment, model: string): Approver[] {
  return Object.entries(environment.models[model]?.approvals ?? {}).map(([team, count]) => ({
    team,
    count,
    members: environment.teams[team]?.members ?? [],
  }));
}
