import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ToolError } from '../../../base/errors.ts';
import type { Job, JobEnd, Limits } from '../../../ports/jobs.ts';
import { endAll } from './ending.ts';
import type { Guard } from './guard.ts';
import { processLimitIsExact } from './isolation.ts';
import { type JobFolder, markOf } from './job-folder.ts';
import { type Launched, launch } from './launch.ts';
import { LogLines, newLogBudget } from './log-lines.ts';
import type { Machine } from './machine.ts';
import type { MemoryGroup } from './memory-group.ts';
import type { Prepared } from './prepare.ts';
import type { Members } from './processes.ts';
import { Watcher } from './watch.ts';

const drainMs = 1000;
const keptErrorLines = 5;

/** Everything that one run needs, made ready. */
export interface Run {
  job: Job;
  machine: Machine;
  folder: JobFolder;
  prepared: Prepared;
  guard: Guard;
  uid?: number;
  memoryGroup?: MemoryGroup;
}

export interface RunOutcome {
  end: JobEnd;
  wallSeconds: number;
  peakMemoryBytes?: number;
}

/**
 * Runs the job's command to its end. When it returns or throws, no process of the job is left.
 * @throws ToolError when it could not be started, or a process of it does not end
 */
export async function runToEnd(run: Run): Promise<RunOutcome> {
  if (run.job.signal?.aborted) return { end: { kind: 'aborted' }, wallSeconds: 0 };
  const { job, machine, prepared, uid } = run;
  const launched = await launch(machine, prepared, job.limits, uid).catch((cause: Error) => {
    throw new ToolError(`${job.name} could not be started: ${cause.message}`, { cause });
  });
  return new RunningJob(run, launched).finish();
}

class RunningJob {
  readonly #run: Run;
  readonly #launched: Launched;
  /** Why it was ended from outside; the first reason counts. */
  #stopped: JobEnd | undefined;
  #callbackError: unknown;
  readonly #errorLines: string[] = [];
  readonly #budget = newLogBudget();

  constructor(run: Run, launched: Launched) {
    this.#run = run;
    this.#launched = launched;
  }

  async finish(): Promise<RunOutcome> {
    const { job, guard } = this.#run;
    const output = Promise.all([this.#follow('stdout'), this.#follow('stderr')]);
    const abort = (): void => this.#stop({ kind: 'aborted' });
    job.signal?.addEventListener('abort', abort);
    let watcher: Watcher | undefined;
    try {
      this.#joinMemoryGroup();
      guard.watch(this.#launched.pid);
      watcher = this.#watch();
      const startMs = performance.now();
      this.#launched.go();
      const exit = await this.#launched.exited;
      const wallSeconds = (performance.now() - startMs) / 1000;
      await this.#endRest();
      await Promise.race([output, delay(drainMs, undefined, { ref: false })]);
      if (this.#callbackError !== undefined) throw this.#callbackError;
      const end = await this.#endOf(exit);
      const peak = watcher.peakMemoryBytes;
      return { end, wallSeconds, ...(peak === undefined ? {} : { peakMemoryBytes: peak }) };
    } finally {
      job.signal?.removeEventListener('abort', abort);
      this.#kill();
      await this.#endRest();
      await watcher?.stop();
      for (const stream of this.#launched.child.stdio) stream?.destroy();
    }
  }

  #joinMemoryGroup(): void {
    const { job, memoryGroup } = this.#run;
    try {
      memoryGroup?.add(this.#launched.pid);
    } catch (cause) {
      throw new ToolError(`${job.name} could not be started: its control group does not take it`, { cause });
    }
  }

  #watch(): Watcher {
    const { job, machine, folder, memoryGroup } = this.#run;
    const { abilities } = machine;
    return new Watcher({
      members: this.#members(this.#launched.pid),
      limits: job.limits,
      ...(memoryGroup ? { memoryGroup } : {}),
      countProcesses: !processLimitIsExact(abilities),
      procfs: abilities.procfs,
      outputFolders: [folder.model, folder.outputData],
      onLimit: (limit) => this.#stop({ kind: 'limit', limit }),
    });
  }

  #members(first: number): Members {
    const { uid, prepared, folder } = this.#run;
    if (uid !== undefined) return { kind: 'user', uid };
    if (prepared.sandbox) return { kind: 'descendants', of: first };
    return { kind: 'marked', of: first, mark: markOf(folder.name) };
  }

  #stop(end: JobEnd): void {
    this.#stopped ??= end;
    this.#kill();
  }

  /** Its process group; with bubblewrap all that is inside dies with it. */
  #kill(): void {
    try {
      process.kill(-this.#launched.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }

  /** What the first process left running when it ended. */
  async #endRest(): Promise<void> {
    const { job, machine, prepared, uid } = this.#run;
    if (!machine.abilities.procfs) return;
    const inside = this.#launched.firstInside();
    if (uid === undefined && prepared.sandbox && inside === undefined) return;
    await endAll(this.#members(inside ?? this.#launched.pid), job.name);
  }

  async #follow(stream: 'stdout' | 'stderr'): Promise<void> {
    const source = this.#launched.child[stream] as Readable;
    const lines = new LogLines(this.#budget, (line) => this.#take(line, stream));
    source.on('data', (chunk: Buffer) => lines.push(chunk));
    await finished(source, { writable: false }).catch(() => {});
    lines.end();
  }

  #take(line: string, stream: 'stdout' | 'stderr'): void {
    if (stream === 'stderr' && this.#errorLines.length < keptErrorLines) this.#errorLines.push(line);
    try {
      this.#run.job.onLine?.(line, stream);
    } catch (error) {
      this.#callbackError ??= error;
      this.#kill();
    }
  }

  async #endOf(exit: Awaited<Launched['exited']>): Promise<JobEnd> {
    if (this.#stopped) return this.#stopped;
    if ((this.#run.memoryGroup?.kills() ?? 0) > 0) return { kind: 'limit', limit: 'memoryBytes' };
    if (!(await this.#launched.started)) {
      const said = this.#errorLines.join('; ') || `code ${exit.code ?? exit.signal}`;
      throw new ToolError(`${this.#run.job.name} could not be started: ${said}`);
    }
    return endOfExit(exit, this.#run.prepared.sandbox !== undefined);
  }
}

/** The signals by which the kernel holds a limit. https://man7.org/linux/man-pages/man2/getrlimit.2.html */
const limitSignals: Record<string, keyof Limits> = { SIGXCPU: 'cpuSeconds', SIGXFSZ: 'outputBytes' };

/** Bubblewrap tells a signal as shells do: 128 and its number. */
function endOfExit(exit: Awaited<Launched['exited']>, sandboxed: boolean): JobEnd {
  const code = exit.code ?? 0;
  const signal = exit.signal ?? (sandboxed && code > 128 ? signalOf(code - 128) : undefined);
  if (signal === undefined) return { kind: 'exited', code };
  const limit = limitSignals[signal];
  return limit ? { kind: 'limit', limit } : { kind: 'signalled', signal };
}

function signalOf(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
