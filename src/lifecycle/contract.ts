import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { InputError, VerificationError } from '../base/errors.ts';
import type { ArtifactRef } from '../ports/artifacts.ts';
import type { Isolation, Job, JobEnd, JobResult, Limits } from '../ports/jobs.ts';
import { unpackFolder } from './data/folder.ts';
import { filesOfSource } from './data/source.ts';
import type { StepContext } from './step.ts';

/** What a code folder may define; docs/training-contract.md says what each takes and leaves. */
export type Role = 'prepare' | 'train' | 'evaluate';

const maxOutputBytes = 8 * 1024 ** 3;
const maxProcesses = 256;
const keptLines = 20;

const hyperparametersSchema = z.record(
  z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/),
  z.union([z.string().max(2500), z.number(), z.boolean()]),
);
export type Hyperparameters = z.infer<typeof hyperparametersSchema>;

function codeFolderOf(context: StepContext): string {
  return context.platform.models[context.model]?.train.code ?? '';
}

/** The file that plays a role, or undefined when the folder has none. Two that could are an error. */
export async function entryOf(context: StepContext, role: Role): Promise<string | undefined> {
  const folder = codeFolderOf(context);
  const files = await filesOfSource(context.project, `${folder}/*`);
  const found = files
    .map(({ path }) => path)
    .filter((path) => new RegExp(`^${role}(\\.(py|mjs|js|ts))?$`).test(path));
  if (found.length <= 1) return found[0];
  throw new InputError({
    code: 'entry-ambiguous',
    message: `${folder} has more than one ${role}: ${found.join(', ')}`,
    fix: `keep one of them as ${role}, and name the others differently`,
  });
}

/** @throws InputError when the folder has no such entry */
export async function requiredEntry(context: StepContext, role: Role): Promise<string> {
  const entry = await entryOf(context, role);
  if (entry !== undefined) return entry;
  throw new InputError({
    code: 'entry-missing',
    message: `${codeFolderOf(context)} has no ${role}.py, ${role}.ts, ${role}.mjs, ${role}.js or executable ${role}`,
    fix: `add one; docs/training-contract.md says what it takes and leaves`,
  });
}

/** The `hyperparameters.json` of the code folder; none is the same as an empty one. */
export async function hyperparametersOf(context: StepContext): Promise<Hyperparameters> {
  const path = join(codeFolderOf(context), 'hyperparameters.json');
  const text = await readFile(join(context.project, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return hyperparametersSchema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String((error as Error).message);
    throw new InputError({
      code: 'hyperparameters-invalid',
      message: `${path}: ${why}`,
      fix: 'make it one JSON object of names to strings, numbers, true or false',
    });
  }
}

export function limitsOf(context: StepContext): Limits {
  const train = context.platform.models[context.model]?.train;
  const wallSeconds = train?.timeoutSeconds ?? 3600;
  return {
    memoryBytes: train?.memoryBytes ?? 8 * 1024 ** 3,
    processes: maxProcesses,
    // Generous: a trainer may use every core all the time. It stops what spins on after the wall clock's watcher died.
    cpuSeconds: wallSeconds * 64,
    wallSeconds,
    outputBytes: maxOutputBytes,
  };
}

/** What a job's outcome depends on beside its code and data: goes into cache keys and evidence. */
export async function executionParameters(
  context: StepContext,
  entry: string,
): Promise<Record<string, Json>> {
  const isolation = await context.jobs.isolation();
  const runtime = await context.jobs.runtime(entry);
  return {
    entry,
    runtime: { ...runtime },
    limits: { ...limitsOf(context) },
    isolation: isolationJson(isolation),
  };
}

export function isolationJson(isolation: Isolation): Json {
  return JSON.parse(JSON.stringify(isolation)) as Json;
}

export interface ContractJob {
  role: string;
  entry: string;
  /** A folder artifact with the code, or a folder of Holdfast's own code. */
  code: ArtifactRef | { folder: string };
  /** Folder artifacts, or folders of this machine, by channel name. */
  channels: Record<string, ArtifactRef | { folder: string }>;
  hyperparameters?: Hyperparameters;
  environment?: Record<string, string>;
  libraries?: string[];
}

/**
 * Runs one entry under the training contract and hands its result to `use`, after which the result is gone.
 * @throws VerificationError `step-failed` when the code failed, left nothing usable or hit a limit
 */
export async function runContractJob<T>(
  context: StepContext,
  wanted: ContractJob,
  use: (result: JobResult) => Promise<T>,
): Promise<T> {
  const name = `${wanted.role} ${context.model}`;
  const last: string[] = [];
  const job: Job = {
    name,
    entry: wanted.entry,
    codeFolder: await folderOf(context, wanted.code, 'code'),
    channels: {},
    hyperparameters: wanted.hyperparameters ?? {},
    environment: wanted.environment ?? {},
    limits: limitsOf(context),
    ...(wanted.libraries ? { libraries: wanted.libraries } : {}),
    onLine: (line) => {
      last.push(line);
      if (last.length > keptLines) last.shift();
      context.progress(line);
    },
  };
  for (const [channel, ref] of Object.entries(wanted.channels)) {
    job.channels[channel] = await folderOf(context, ref, channel);
  }
  const result = await context.jobs.run(job);
  try {
    const failure = failureOf(result.end);
    if (failure) throw new VerificationError('step-failed', name, [failure, ...last].join('\n  | '));
    return await use(result);
  } finally {
    await result.release();
  }
}

async function folderOf(
  context: StepContext,
  ref: ArtifactRef | { folder: string },
  name: string,
): Promise<string> {
  if ('folder' in ref) return ref.folder;
  const folder = await context.scratch(name);
  await unpackFolder(context.artifacts, ref, folder);
  return folder;
}

function failureOf(end: JobEnd): string | undefined {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? undefined : `exited with ${end.code}; its last lines:`;
    case 'signalled':
      return `was ended by ${end.signal}; its last lines:`;
    case 'limit':
      return `was stopped: it went over its limit of ${end.limit}; its last lines:`;
    case 'aborted':
      return 'was interrupted';
  }
}
