import { readdirSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Limits } from '../../../ports/jobs.ts';
import type { MemoryGroup } from './memory-group.ts';
import { measureOutputs } from './outputs.ts';
import { type Members, membersOf, type ProcessState, proportionalBytes, residentBytes } from './processes.ts';

/** At first more often, so that a short job is seen at all. */
const firstMs = 25;
const fastMs = 100;
/** Where the kernel itself holds the memory limit, nothing is in a hurry. */
const calmMs = 250;
const outputEveryMs = 500;
const maxTimerMs = 2 ** 31 - 1;

export interface Watched {
  members: Members;
  limits: Limits;
  /** When the kernel bounds the memory. */
  memoryGroup?: MemoryGroup;
  /** False when the kernel bounds the number of processes. */
  countProcesses: boolean;
  /** False where `/proc` tells nothing. */
  procfs: boolean;
  outputFolders: string[];
  onLimit(limit: keyof Limits): void;
}

/** Looks at a running job again and again, and says when it is over one of its limits. */
export class Watcher {
  peakMemoryBytes: number | undefined;
  readonly #watched: Watched;
  readonly #stopping = new AbortController();
  readonly #wallTimer: NodeJS.Timeout;
  readonly #loops: Promise<void>[];

  constructor(watched: Watched) {
    this.#watched = watched;
    const wallMs = Math.min(watched.limits.wallSeconds * 1000, maxTimerMs);
    this.#wallTimer = setTimeout(() => watched.onLimit('wallSeconds'), wallMs);
    const everyMs = watched.memoryGroup ? calmMs : fastMs;
    this.#loops = [this.#loop(outputEveryMs, () => this.#lookAtOutput())];
    if (watched.procfs) this.#loops.push(this.#loop(everyMs, async () => this.#lookAtProcesses()));
  }

  async stop(): Promise<void> {
    clearTimeout(this.#wallTimer);
    this.#stopping.abort();
    await Promise.all(this.#loops);
  }

  async #loop(everyMs: number, look: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    for (let waitMs = firstMs; !signal.aborted; waitMs = Math.min(waitMs * 2, everyMs)) {
      await look();
      await delay(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  #lookAtProcesses(): void {
    const { limits, members, memoryGroup, countProcesses, onLimit } = this.#watched;
    const processes = membersOf(members);
    const memory = memoryGroup ? memoryGroup.usedBytes() : this.#memoryOf(processes);
    if (memory > (this.peakMemoryBytes ?? 0)) this.peakMemoryBytes = memory;
    if (memoryGroup ? memoryGroup.kills() > 0 : memory > limits.memoryBytes) onLimit('memoryBytes');
    if (sumOf(processes, 'cpuSeconds') > limits.cpuSeconds) onLimit('cpuSeconds');
    // The kernel counts threads too.
    if (countProcesses && sumOf(processes, 'threads') > limits.processes) onLimit('processes');
  }

  /** Pages that processes share count once for each of them at first; only a sum over the limit is worth the truth. */
  #memoryOf(processes: ProcessState[]): number {
    const resident = residentBytes(processes);
    return resident > this.#watched.limits.memoryBytes ? proportionalBytes(processes) : resident;
  }

  async #lookAtOutput(): Promise<void> {
    const { limits, members, procfs, outputFolders, onLimit } = this.#watched;
    const size = await measureOutputs(outputFolders);
    const hidden = procfs ? deletedBytes(membersOf(members), outputFolders) : 0;
    if (size.bytes + hidden > limits.outputBytes || size.tooMany) onLimit('outputBytes');
  }
}

function sumOf(processes: ProcessState[], field: 'cpuSeconds' | 'threads'): number {
  return processes.reduce((sum, process) => sum + process[field], 0);
}

/** Files that were deleted and are still written to: they take disk, and no folder shows them. */
function deletedBytes(processes: ProcessState[], folders: string[]): number {
  const devices = new Set(folders.map((folder) => statSync(folder, { throwIfNoEntry: false })?.dev));
  const found = new Map<number, number>();
  for (const { pid } of processes) {
    for (const path of openFiles(pid)) {
      const info = statOf(path);
      if (info?.isFile() && info.nlink === 0 && devices.has(info.dev)) found.set(info.ino, info.blocks * 512);
    }
  }
  return found.values().reduce((sum, bytes) => sum + bytes, 0);
}

function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`);
  } catch {
    return [];
  }
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
