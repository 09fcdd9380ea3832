import { lstat, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ToolError } from '../../../base/errors.ts';
import type { Job } from '../../../ports/jobs.ts';
import { configFiles, contractEnvironment, type Places, userArguments } from './contract-environment.ts';
import { type JobFolder, markOf, writeReadable } from './job-folder.ts';
import type { FoundRuntime } from './runtime.ts';
import { etcFiles, isSystemPath, type Mount, type SandboxPlan } from './sandbox.ts';
import { allMayRead, stage } from './staging.ts';

/** What is to be started, where, and what it sees. */
export interface Prepared {
  /** Program and arguments. */
  command: string[];
  environment: Record<string, string>;
  workingFolder: string;
  /** Undefined without a sandbox: then all paths are the host's. */
  sandbox?: SandboxPlan;
}

export interface PrepareOptions {
  sandboxed: boolean;
  /** True when the job runs as another user, who may not be able to read what the caller can. */
  otherUser: boolean;
}

const inside: Omit<Places, 'channels'> = {
  code: '/opt/ml/code',
  model: '/opt/ml/model',
  output: '/opt/ml/output',
  outputData: '/opt/ml/output/data',
  input: '/opt/ml/input',
  config: '/opt/ml/input/config',
  home: '/tmp',
};
const runtimeInside = '/opt/runtime';
const maxMemoryFilesBytes = 2 * 1024 ** 3;

/** The job's inputs where the job's user can read them: as they are, or staged in the job's folder. */
interface Shown {
  code: string;
  channels: Record<string, string>;
  /** Real path by the path that the job knows. */
  libraries: Map<string, string>;
  runtime?: string;
}

/** @throws ToolError when a folder of the job is not there */
export async function prepareJob(
  job: Job,
  folder: JobFolder,
  runtime: FoundRuntime,
  options: PrepareOptions,
): Promise<Prepared> {
  const shown = await showInputs(job, folder, runtime, options);
  await writeReadable(folder.config, configFiles(job));
  if (!options.sandboxed) return onHost(job, folder, runtime, shown, options);
  await writeReadable(folder.etc, etcFiles);
  return inSandbox(job, folder, runtime, shown);
}

async function showInputs(
  job: Job,
  folder: JobFolder,
  runtime: FoundRuntime,
  options: PrepareOptions,
): Promise<Shown> {
  const show = (path: string, name: string, executable?: string): Promise<string> =>
    showPath(job, path, join(folder.inputs, name), options.otherUser, executable);
  const shown: Shown = {
    code: await show(job.codeFolder, 'code', extname(job.entry) === '' ? job.entry : undefined),
    channels: {},
    libraries: new Map(),
  };
  for (const [name, path] of Object.entries(job.channels)) {
    shown.channels[name] = await show(path, join('channels', name));
  }
  for (const path of job.libraries ?? [])
    shown.libraries.set(path, await show(path, join('libraries', path)));
  if (runtime.path) shown.runtime = await show(runtime.path, 'runtime');
  return shown;
}

async function showPath(
  job: Job,
  path: string,
  staged: string,
  otherUser: boolean,
  executable?: string,
): Promise<string> {
  const real = await realpath(path).catch((cause: Error) => {
    throw new ToolError(`${job.name}: cannot open ${path}: ${cause.message}`, { cause });
  });
  const mayRun = executable === undefined || (await isExecutable(join(real, executable)));
  if (mayRun && (!otherUser || (await allMayRead(real)))) return real;
  await stage(real, staged, executable);
  return staged;
}

async function isExecutable(path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined);
  return info !== undefined && (info.mode & 0o111) === 0o111;
}

function commandOf(job: Job, runtime: FoundRuntime, program: string | undefined, code: string): string[] {
  const start = program === undefined ? [] : [program, ...runtime.flags(job.limits.memoryBytes)];
  return [...start, join(code, job.entry), ...userArguments(job)];
}

function inSandbox(job: Job, folder: JobFolder, runtime: FoundRuntime, shown: Shown): Prepared {
  const mounts: Mount[] = [
    ...Object.keys(etcFiles).map((name) => ({ from: join(folder.etc, name), to: `/etc/${name}` })),
    { from: shown.code, to: inside.code },
    { from: folder.config, to: inside.config },
    { from: folder.model, to: inside.model, writable: true },
    { from: folder.outputData, to: inside.outputData, writable: true },
  ];
  const channels: Record<string, string> = {};
  for (const [name, from] of Object.entries(shown.channels)) {
    channels[name] = `${inside.input}/data/${name}`;
    mounts.push({ from, to: channels[name] });
  }
  for (const [to, from] of shown.libraries) if (!isSystemPath(to)) mounts.push({ from, to });
  let program = runtime.path;
  if (program && shown.runtime && !isSystemPath(program)) {
    program = `${runtimeInside}/${runtime.name.split(' ')[0]}`;
    mounts.push({ from: shown.runtime, to: program });
  }
  return {
    command: commandOf(job, runtime, program, inside.code),
    environment: contractEnvironment(job, { ...inside, channels }),
    workingFolder: inside.code,
    sandbox: {
      mounts,
      workingFolder: inside.code,
      memoryFilesBytes: Math.min(Math.ceil(job.limits.memoryBytes / 4), maxMemoryFilesBytes),
    },
  };
}

function onHost(
  job: Job,
  folder: JobFolder,
  runtime: FoundRuntime,
  shown: Shown,
  options: PrepareOptions,
): Prepared {
  const places: Places = {
    code: shown.code,
    model: folder.model,
    output: folder.path,
    outputData: folder.outputData,
    input: folder.inputs,
    config: folder.config,
    channels: shown.channels,
    home: folder.home,
  };
  const environment = contractEnvironment({ ...job, environment: relocated(job, shown.libraries) }, places);
  const [name = '', value = ''] = markOf(folder.name).split('=');
  if (!options.otherUser) environment[name] = value;
  return {
    command: commandOf(job, runtime, shown.runtime, shown.code),
    environment,
    workingFolder: shown.code,
  };
}

/** Without a sandbox a staged library stands under another path: the variables that name it are made to follow. */
function relocated(job: Job, libraries: Map<string, string>): Record<string, string> {
  const moved = new Map<string, string>();
  for (const [path, real] of libraries) {
    moved.set(path, real);
    moved.set(pathToFileURL(path).pathname, pathToFileURL(real).pathname);
  }
  if (moved.size === 0) return job.environment;
  const longestFirst = [...moved.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst.map((path) => path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
    'g',
  );
  return Object.fromEntries(
    Object.entries(job.environment).map(([name, value]) => [
      name,
      value.replace(pattern, (path) => moved.get(path) ?? path),
    ]),
  );
}
