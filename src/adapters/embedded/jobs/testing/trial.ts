import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Job, JobEnd, JobResult, JobRunner, Limits } from '../../../../ports/jobs.ts';
import type { JobRunnerOptions } from '../job-runner.ts';

/** A trainer and what is special about its run. */
export interface Trial {
  /** `train.mjs`, `train.py` or `train`. */
  entry: string;
  source: string;
  /** Files of the channel `data`. */
  data?: Record<string, string>;
  limits?: Partial<Limits>;
  hyperparameters?: Job['hyperparameters'];
  environment?: Record<string, string>;
  libraries?: string[];
  signal?: AbortSignal;
}

/** What came of it; text only, so that it also crosses from one process to another. */
export interface Found {
  end: JobEnd;
  lines: string[];
  /** Paths and texts of what it left. */
  model: Record<string, string>;
  output: Record<string, string>;
  tier: string;
  wallSeconds: number;
  peakMemoryBytes?: number;
}

const megabyte = 1024 * 1024;
export const roomyLimits: Limits = {
  memoryBytes: 512 * megabyte,
  processes: 100,
  cpuSeconds: 30,
  wallSeconds: 20,
  outputBytes: 8 * megabyte,
};

async function filled(folder: string, files: Record<string, string>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** A job out of a trial; its folders stand below `root`, closed to all other users, as those of steps are. */
export async function jobOf(root: string, trial: Trial, lines: string[]): Promise<Job> {
  const code = await filled(await mkdtemp(join(root, 'code-')), { [trial.entry]: trial.source });
  const data = await filled(await mkdtemp(join(root, 'data-')), trial.data ?? { 'rows.jsonl': '{}\n' });
  return {
    name: 'train trial',
    codeFolder: code,
    entry: trial.entry,
    channels: { data },
    hyperparameters: trial.hyperparameters ?? {},
    environment: trial.environment ?? {},
    ...(trial.libraries ? { libraries: trial.libraries } : {}),
    limits: { ...roomyLimits, ...trial.limits },
    onLine: (line) => lines.push(line),
    ...(trial.signal ? { signal: trial.signal } : {}),
  };
}

async function textsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts: Record<string, string> = {};
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    texts[path.slice(folder.length + 1)] = (await readFile(path, 'latin1')).slice(0, 1000);
  }
  return texts;
}

export async function foundIn(result: JobResult, lines: string[]): Promise<Found> {
  const { end, isolation, wallSeconds, peakMemoryBytes } = result;
  const model = await textsOf(result.modelFolder);
  const output = await textsOf(result.outputFolder);
  const peak = peakMemoryBytes === undefined ? {} : { peakMemoryBytes };
  return { end, lines, model, output, tier: isolation.tier, wallSeconds, ...peak };
}

/** Runs a trial to its end and gives back what it took. */
export async function attempt(runner: JobRunner, root: string, trial: Trial): Promise<Found> {
  const lines: string[] = [];
  const result = await runner.run(await jobOf(root, trial, lines));
  try {
    return await foundIn(result, lines);
  } finally {
    await result.release();
  }
}

export interface Elsewhere {
  /** Another user, when this process may change it. */
  uid?: number;
  /** The Node binary to run on. */
  node?: string;
  options?: JobRunnerOptions;
  /** For its temporary files; by default the system's folder. */
  temporary?: string;
  /** Descriptors from 3 on that the process starts with. */
  descriptors?: (number | undefined)[];
}

/** Starts a process that runs trials with a runner of its own, all at once, and prints what it found as JSON. */
export function startElsewhere(trials: Trial[], how: Elsewhere): ChildProcess {
  const script = join(import.meta.dirname, 'elsewhere.ts');
  const stdio = ['pipe', 'pipe', 'inherit', ...(how.descriptors ?? []).map((fd) => fd ?? 'ignore')];
  const child = spawn(how.node ?? process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    ...(how.uid === undefined ? {} : { uid: how.uid, gid: how.uid }),
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', TMPDIR: how.temporary ?? tmpdir() },
    stdio: stdio as ('pipe' | 'inherit' | number)[],
  });
  child.stdin?.end(JSON.stringify({ trials, options: how.options ?? {} }));
  return child;
}

export async function attemptElsewhere(trials: Trial[], how: Elsewhere): Promise<Found[]> {
  const { stdout } = startElsewhere(trials, how);
  if (!stdout) throw new Error('no output');
  const said = (await json(stdout)) as Found[] | { error: string };
  if ('error' in said) throw new Error(said.error);
  return said;
}
