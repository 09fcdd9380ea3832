import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { Issue } from '../../base/issue.ts';
import type { Estate } from '../../checks/check.ts';
import { collectFacts } from '../../clouds/aws/facts/collect.ts';
import type { AccountAuthorization } from '../../clouds/aws/facts/iam/authorization.ts';
import type { Located } from '../../findings/judge.ts';
import type { GithubFacts } from '../../github/types.ts';
import type { Environment, Platform } from '../../spec/platform.ts';
import { emptyPlan } from '../../terraform/plan/empty-plan.ts';
import type { Plan } from '../../terraform/plan/plan.ts';
import { type Evaluation, type ReadPlan, readAnyPlan } from './read-plan.ts';
import { findRoots } from './roots.ts';

/** What is to be judged, and by what. */
export interface EstateChoices extends Evaluation {
  /** A folder, or a file with a plan or a state; absent: the nearest folder upwards with holdfast.yaml or .git. */
  source?: string;
  /** IAM's export of the account, parsed. */
  authorization?: AccountAuthorization;
  /** Whose teams, waivers and environments count; absent: those of the folder itself. */
  platform?: Platform;
  /** Of a file with a plan or a state: its environment in the nearest holdfast.yaml, whose waivers and intent count. */
  environmentName?: string;
}

export interface Estates {
  /** The folder that every place is relative to; absent for a file. */
  dir?: string;
  /** What judges. */
  platform?: Platform;
  /** What the folder itself says. */
  own?: Platform;
  estates: Located[];
  /** How each root was evaluated, and what was wrong with it. */
  roots: RootReport[];
  /** What could not be read in the repository. */
  issues: Issue[];
}

export interface RootReport {
  root: string;
  environment?: string;
  origin: Plan['origin'];
  mode?: NonNullable<Plan['mode']>;
  resources: number;
  problems: readonly Issue[];
  assumptions: readonly string[];
}

const platformFile = 'holdfast.yaml';

/**
 * Everything that checks are made on: each root module evaluated, the workflows read.
 * @throws InputError when there is nothing to judge, or holdfast.yaml is wrong
 */
export async function readEstates(choices: EstateChoices): Promise<Estates> {
  const path = choices.source === undefined ? undefined : resolve(choices.cwd, choices.source);
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path !== undefined && !found?.isDirectory()) return ofFile(choices, choices.source ?? path);
  return ofFolder(choices, path ?? (await nearestRepository(choices.cwd)));
}

/** A plan or a state alone: nothing is known of its repository but what is said of its environment. */
async function ofFile(choices: EstateChoices, source: string): Promise<Estates> {
  const { environmentName: name } = choices;
  const { plan } = await readAnyPlan(source, choices);
  const platform = choices.platform ?? (name === undefined ? undefined : await nearestPlatform(choices.cwd));
  const environment = name === undefined ? undefined : named(platform, name);
  const estate = estateOf(plan, choices.authorization, {
    ...(platform && { platform }),
    ...(environment && { environment }),
  });
  return {
    estates: [{ estate }],
    roots: [{ ...reportOf(source, plan), ...(environment && { environment: environment.name }) }],
    issues: [],
    ...(platform && { platform }),
  };
}

async function nearestPlatform(cwd: string): Promise<Platform | undefined> {
  return readPlatform(await nearestRepository(cwd));
}

/** @throws InputError when it is not there */
function named(platform: Platform | undefined, name: string): Environment {
  const found = platform?.environments[name];
  if (found) return found;
  throw new InputError({
    code: 'no-such-environment',
    message: platform
      ? `holdfast.yaml has no environment ${name}`
      : 'there is no holdfast.yaml here or above',
    fix: platform
      ? `name one of these: ${Object.keys(platform.environments).join(', ')}`
      : 'go to the folder that has it, or leave out --env',
  });
}

async function ofFolder(choices: EstateChoices, dir: string): Promise<Estates> {
  const own = await readPlatform(dir);
  const platform = choices.platform ?? own;
  const { readGithub } = await import('../../github/read/repository.ts');
  const [github, roots] = await Promise.all([readGithub(dir), rootsOf(dir, platform)]);
  const hasGithub = github.workflows.length > 0 || github.actions.length > 0 || github.issues.length > 0;
  if (roots.length === 0 && !hasGithub && platform === undefined)
    throw new InputError({
      code: 'nothing-to-check',
      message: `${choices.source ?? dir}: there is no Terraform and there are no workflows in this folder or below it`,
      fix: 'name a folder with Terraform or .github, or the JSON of a plan or a state',
    });
  const result: Estates = {
    dir,
    estates: [],
    roots: [],
    issues: [...github.issues],
    ...(platform && { platform }),
    ...(own && { own }),
  };
  for (const { root, environment } of roots) {
    choices.signal.throwIfAborted();
    const read = await readAnyPlan(root, choices);
    const name = pathFrom(dir, root);
    const estate = estateOf(read.plan, choices.authorization, {
      ...(platform && { platform }),
      ...(environment && { environment }),
    });
    result.estates.push({ estate, root: name, ...pathOf(dir, read) });
    result.roots.push({
      ...reportOf(name, read.plan),
      ...(environment && { environment: environment.name }),
    });
  }
  result.estates.push({ estate: repositoryEstate(github, platform) });
  return result;
}

function pathOf(dir: string, { projectDir }: ReadPlan): Pick<Located, 'pathOf'> {
  return projectDir === undefined ? {} : { pathOf: (file) => pathFrom(dir, join(projectDir, file)) };
}

function pathFrom(dir: string, path: string): string {
  return relative(dir, path).split(sep).join('/') || '.';
}

function estateOf(
  plan: Plan,
  authorization: AccountAuthorization | undefined,
  more: Pick<Estate, 'platform' | 'environment'>,
): Estate {
  return { plan, aws: collectFacts(plan, authorization), ...more };
}

/** The repository beside its roots: what checks of workflows are made on. */
function repositoryEstate(github: GithubFacts, platform: Platform | undefined): Estate {
  const plan = emptyPlan();
  return { plan, aws: collectFacts(plan), github, ...(platform && { platform }) };
}

function reportOf(root: string, plan: Plan, path = (file: string) => file): RootReport {
  const general = plan.assumptions.filter(({ address }) => address === undefined);
  return {
    root,
    origin: plan.origin,
    ...(plan.mode !== undefined && { mode: plan.mode }),
    resources: plan.resources.filter(({ mode }) => mode === 'managed').length,
    problems: plan.problems.map((issue) =>
      issue.place ? { ...issue, place: { ...issue.place, file: path(issue.place.file) } } : issue,
    ),
    assumptions: general.map(({ what }) => what),
  };
}

/** The roots that the environments name, as far as they are there; else all that are found. */
async function rootsOf(
  dir: string,
  platform: Platform | undefined,
): Promise<{ root: string; environment?: Environment }[]> {
  const environments = Object.values(platform?.environments ?? {}).map((environment) => ({
    root: join(dir, environment.root),
    environment,
  }));
  const there = await Promise.all(environments.map(({ root }) => isFolder(root)));
  const declared = environments.filter((_, index) => there[index]);
  if (declared.length > 0) return declared;
  return (await findRoots(dir)).map((root) => ({ root }));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** @throws InputError with all that is wrong in the file */
async function readPlatform(dir: string): Promise<Platform | undefined> {
  const text = await readFile(join(dir, platformFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { parsePlatform } = await import('../../spec/parse.ts');
  const { value, issues } = parsePlatform(text, platformFile);
  if (value) return value;
  throw new InputError(...issues);
}

/** Upwards to the folder with holdfast.yaml or .git; the folder itself when there is none. */
async function nearestRepository(cwd: string): Promise<string> {
  for (let dir = cwd; ; dir = dirname(dir)) {
    const marks = await Promise.all(
      [platformFile, '.git'].map((name) => stat(join(dir, name)).catch(() => undefined)),
    );
    if (marks.some((mark) => mark !== undefined)) return dir;
    if (dirname(dir) === dir) return cwd;
  }
}
