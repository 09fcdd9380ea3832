import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../base/errors.ts';
import { planCache } from '../terraform/cache/plan-cache.ts';
import type { PlanResult } from '../terraform/engine/plan.ts';
import type { PlanRequest } from '../terraform/engine/request.ts';
import { terraformPath } from '../terraform/engine/terraform.ts';
import type { TestRun } from '../terraform/engine/test-run.ts';
import { writeWhole } from './write-whole.ts';

export interface PlanChoices {
  dir: string;
  varFiles: string[];
  variables: string[];
  account?: string;
  region?: string;
  /** A file of what the user knows better than an assumption. */
  assume?: string;
  /** Where to put the plan. */
  output?: string;
  /** Whether a plan of unchanged files may be taken from before. */
  cache: boolean;
  cwd: string;
  environment: Record<string, string | undefined>;
  signal: AbortSignal;
}

/** No command of Terraform takes longer on what people write by hand. */
const commandMs = 20 * 60_000;
const assumeMaxBytes = 4 * 2 ** 20;

/** Makes the credential-free plan of a folder, and writes it where it is wanted. */
export async function planFolder(choices: PlanChoices): Promise<PlanResult> {
  const request = await requestOf(choices);
  const result = choices.cache ? await cachedPlan(request) : await freshPlan(request);
  if (choices.output !== undefined && result.plan)
    await writeWhole(resolve(choices.cwd, choices.output), `${JSON.stringify(result.plan)}\n`);
  return result;
}

/** Runs a module's own tests without credentials. */
export async function testFolder(choices: PlanChoices): Promise<TestRun> {
  const { runModuleTests } = await import('../terraform/engine/test-run.ts');
  return runModuleTests(await requestOf(choices));
}

/** The request that choices come to. @throws InputError for choices that are wrong */
export async function requestOf(choices: PlanChoices): Promise<PlanRequest> {
  const at = (path: string) => resolve(choices.cwd, path);
  const request: PlanRequest = {
    dir: at(choices.dir),
    varFiles: choices.varFiles.map(at),
    variables: choices.variables,
    environment: choices.environment,
    timeoutMs: commandMs,
    signal: choices.signal,
    ...(choices.account !== undefined && { account: accountOf(choices.account) }),
    ...(choices.region !== undefined && { region: regionOf(choices.region) }),
    ...(choices.assume !== undefined && { given: await readAssume(at(choices.assume)) }),
  };
  await Promise.all(request.varFiles.map(mustBeReadable));
  for (const variable of request.variables) mustBeAssignment(variable);
  return request;
}

async function freshPlan(request: PlanRequest): Promise<PlanResult> {
  const { planWithoutCredentials } = await import('../terraform/engine/plan.ts');
  return planWithoutCredentials(request);
}

/** A plan of before, when nothing that it was made from has changed; else a fresh one, which is kept. */
async function cachedPlan(request: PlanRequest): Promise<PlanResult> {
  const { environment, signal: _signal, timeoutMs: _timeoutMs, ...call } = request;
  const dir = cacheDir(environment);
  if (dir === undefined) return freshPlan(request);
  const begunMs = Date.now();
  const program = await terraformPath(environment);
  const cache = planCache(dir, {
    ...call,
    program,
    programStamp: await stampOf(program),
    own: await ownStamp(),
  });
  const kept = await cache.read();
  if (kept !== undefined) return JSON.parse(kept);
  const result = await freshPlan(request);
  const paths = [result.projectDir, ...(await Promise.all(request.varFiles.map((file) => realpath(file))))];
  await cache.write(paths, begunMs, JSON.stringify(result)).catch(() => undefined);
  return result;
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
function cacheDir({ XDG_CACHE_HOME: cacheHome, HOME: home }: PlanRequest['environment']): string | undefined {
  if (cacheHome?.startsWith('/')) return join(cacheHome, 'holdfast', 'plans');
  return home ? join(home, '.cache', 'holdfast', 'plans') : undefined;
}

async function stampOf(file: string): Promise<unknown> {
  const { size, mtimeMs, ino } = await stat(file);
  return [size, mtimeMs, ino];
}

/** Changes with every change of Holdfast's own code: another Holdfast makes another plan. */
async function ownStamp(): Promise<unknown> {
  const dir = join(import.meta.dirname, '..', 'terraform');
  const names = (await readdir(dir, { recursive: true })).sort();
  return [names, await Promise.all(names.map((name) => stampOf(join(dir, name))))];
}

function accountOf(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InputError({
    code: 'not-an-account',
    message: `${text} is not the number of an AWS account`,
    fix: 'give its 12 digits: --account 123456789012',
  });
}

function regionOf(text: string): string {
  if (/^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw new InputError({
    code: 'not-a-region',
    message: `${text} is not the name of an AWS region`,
    fix: 'give it as AWS writes it: --region eu-west-1',
  });
}

function mustBeAssignment(text: string): void {
  if (/^[^=\s]+=/.test(text)) return;
  throw new InputError({
    code: 'not-an-assignment',
    message: `--var ${text.slice(0, 80)} is not NAME=VALUE`,
    fix: 'write --var name=value; a list or object in the syntax of Terraform',
  });
}

async function mustBeReadable(file: string): Promise<void> {
  const handle = await open(file, 'r').catch((error: Error) => {
    throw new InputError({
      code: 'var-file-unreadable',
      message: `cannot read ${file}: ${error.message}`,
      fix: 'name a file of variables (*.tfvars or *.tfvars.json)',
    });
  });
  await handle.close();
}

/** Attributes by the address of a data source, outputs by that of a remote state; YAML or JSON. */
async function readAssume(file: string): Promise<Record<string, Record<string, unknown>>> {
  const refuse = (message: string): never => {
    throw new InputError({
      code: 'assume-file',
      message: `${file}: ${message}`,
      fix: 'write an address and its attributes: {"data.aws_ami.base": {"id": "ami-0123456789abcdef0"}}',
    });
  };
  const bytes = await readFile(file).catch((error: Error) => refuse(error.message));
  if (bytes.length > assumeMaxBytes) refuse(`it has more than ${assumeMaxBytes} bytes`);
  const { parseDocument } = await import('yaml');
  const document = parseDocument(bytes.toString('utf8'), { schema: 'core', merge: false });
  const [error] = document.errors;
  if (error) refuse(error.message.split('\n')[0] ?? '');
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (!isRecord(value)) return refuse('it is not a list of addresses');
  for (const [address, attributes] of Object.entries(value))
    if (!isRecord(attributes)) refuse(`what it gives for ${address} is not a list of attributes`);
  return value as Record<string, Record<string, unknown>>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
