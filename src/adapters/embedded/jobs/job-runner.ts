import { ToolError } from '../../../base/errors.ts';
import type { Isolation, Job, JobEnd, JobResult, JobRunner, Runtime } from '../../../ports/jobs.ts';
import { checkNames } from './contract-environment.ts';
import { type Guard, startGuard } from './guard.ts';
import { isolationOf } from './isolation.ts';
import { createJobFolder, type JobFolder, scratchFolder, sweepJobFolders } from './job-folder.ts';
import { type JobUser, takeJobUser } from './job-user.ts';
import { type Machine, probeMachine } from './machine.ts';
import { MemoryGroup } from './memory-group.ts';
import { emptyFolder, measureOutputs, removeTree, takeOver } from './outputs.ts';
import { prepareJob } from './prepare.ts';
import { type RunOutcome, runToEnd } from './run-job.ts';
import { runtimeFor } from './runtime.ts';

export interface JobRunnerOptions {
  /** Where the folders of jobs are made; by default the system's folder for temporary files. */
  scratch?: string;
  /** `auto`: bubblewrap where it works. `never`: an ordinary process, for machines and tests without it. */
  bwrap?: 'auto' | 'never';
}

/** Runs jobs on this machine: under bubblewrap where it works, else as ordinary processes, and says which. */
export function createJobRunner(options: JobRunnerOptions = {}): JobRunner {
  const machine = (): Promise<Machine> => probeMachine(options.bwrap ?? 'auto');
  return {
    async isolation(): Promise<Isolation> {
      return isolationOf((await machine()).abilities);
    },
    async runtime(entry: string): Promise<Runtime> {
      const { name, digest } = await runtimeFor(entry);
      return { name, digest };
    },
    async run(job: Job): Promise<JobResult> {
      checkNames(job);
      checkLimits(job);
      return runOn(await machine(), job, options.scratch);
    },
  };
}

function checkLimits(job: Job): void {
  const bad = Object.entries(job.limits).find(([, value]) => !Number.isFinite(value) || value <= 0);
  if (bad) throw new ToolError(`${job.name}: the limit of ${bad[0]} must be a number above 0`);
}

/** What a run holds of the machine, given back whatever happens. */
interface Held {
  user?: JobUser;
  folder?: JobFolder;
  memoryGroup?: MemoryGroup;
  guard?: Guard;
}

async function runOn(machine: Machine, job: Job, wantedScratch: string | undefined): Promise<JobResult> {
  const held: Held = {};
  try {
    const { folder, outcome } = await runHolding(held, machine, job, wantedScratch);
    const end = await judgeOutputs(job, outcome.end, folder);
    return {
      ...outcome,
      end,
      isolation: isolationOf(machine.abilities),
      modelFolder: folder.model,
      outputFolder: folder.outputData,
      release: () => giveBackFolder(held),
    };
  } catch (error) {
    await giveBackFolder(held);
    throw error;
  } finally {
    await held.memoryGroup?.remove();
    held.user?.release();
  }
}

async function giveBackFolder(held: Held): Promise<void> {
  if (held.folder) await removeTree(held.folder.path);
  held.guard?.over();
}

async function runHolding(
  held: Held,
  machine: Machine,
  job: Job,
  wantedScratch: string | undefined,
): Promise<{ folder: JobFolder; outcome: RunOutcome }> {
  const { root } = machine.abilities;
  const runtime = await runtimeFor(job.entry);
  const scratch = await scratchFolder(wantedScratch, root);
  await sweepJobFolders(scratch);
  if (root) held.user = await takeJobUser();
  const folder = await createJobFolder(scratch, held.user, machine.memoryBase);
  held.folder = folder;
  if (machine.memoryBase) {
    held.memoryGroup = MemoryGroup.create(machine.memoryBase, folder.name, job.limits.memoryBytes);
  }
  const user = held.user ? String(held.user.uid) : '';
  held.guard = startGuard(folder, user, held.memoryGroup?.folder ?? '', machine.setpriv ?? '');
  const prepared = await prepareJob(job, folder, runtime, {
    sandboxed: machine.bwrap !== undefined,
    otherUser: root,
  });
  const outcome = await runToEnd({
    job,
    machine,
    folder,
    prepared,
    guard: held.guard,
    ...(held.user ? { uid: held.user.uid } : {}),
    ...(held.memoryGroup ? { memoryGroup: held.memoryGroup } : {}),
  });
  return { folder, outcome };
}

/** The last word on the limit of outputs, when nothing changes any more; then they become the caller's, or nobody's. */
async function judgeOutputs(job: Job, end: JobEnd, folder: JobFolder): Promise<JobEnd> {
  const judged = await endByOutputs(job, end, folder);
  if (judged.kind === 'exited' && judged.code === 0) return judged;
  await emptyFolder(folder.model);
  await emptyFolder(folder.outputData);
  return judged;
}

async function endByOutputs(job: Job, end: JobEnd, { model, outputData }: JobFolder): Promise<JobEnd> {
  if (end.kind !== 'exited') return end;
  const full: JobEnd = { kind: 'limit', limit: 'outputBytes' };
  const most = job.limits.outputBytes;
  if (end.code === 0)
    return (await takeOver(job.name, { model, output: outputData })).bytes > most ? full : end;
  // It failed with a file as long as the kernel let it become: that is why.
  return (await measureOutputs([model, outputData])).largestBytes >= most ? full : end;
}
