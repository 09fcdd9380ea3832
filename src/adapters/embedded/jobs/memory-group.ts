import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A control group (version 1) that bounds the memory of a job: the kernel ends a process of the job when all of them
 * together need more. It is made below the group that this process is in, so whatever bounds us bounds the job too.
 * https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
 */
export class MemoryGroup {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static create(base: string, name: string, limitBytes: number): MemoryGroup {
    const group = new MemoryGroup(join(base, name));
    mkdirSync(group.folder);
    try {
      group.#write('memory.limit_in_bytes', String(limitBytes));
      group.#writeIfThere('memory.memsw.limit_in_bytes', String(limitBytes));
      group.#writeIfThere('memory.swappiness', '0');
    } catch (error) {
      rmdirSync(group.folder);
      throw error;
    }
    return group;
  }

  /** A group that stands already, maybe. */
  static at(folder: string): MemoryGroup {
    return new MemoryGroup(folder);
  }

  /** Takes a process in, with all that it starts later. */
  add(pid: number): void {
    this.#write('cgroup.procs', String(pid));
  }

  /** Anonymous and shared memory, without the cache of files, which the kernel gives back when it is needed. */
  usedBytes(): number {
    const stat = this.#read('memory.stat');
    const field = (name: string): number => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0);
    return field('total_rss') + field('total_shmem');
  }

  /** How often the kernel ended a process because of the limit. */
  kills(): number {
    return Number(/^oom_kill (\d+)$/m.exec(this.#read('memory.oom_control'))?.[1] ?? 0);
  }

  /** After its last process has ended. The kernel may need a moment to notice that. */
  async remove(): Promise<void> {
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        rmdirSync(this.folder);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
        await delay(10);
      }
    }
  }

  #read(file: string): string {
    try {
      return readFileSync(join(this.folder, file), 'latin1');
    } catch {
      return '';
    }
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  #writeIfThere(file: string, text: string): void {
    try {
      this.#write(file, text);
    } catch {
      // A kernel without accounting of swap.
    }
  }
}

/** The folder of the memory group that this process is in, when groups can be made below it. */
export function memoryGroupBase(): string | undefined {
  try {
    const own = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m.exec(
      readFileSync('/proc/self/cgroup', 'latin1'),
    )?.[1];
    const mount = /^\S+ \S+ \S+ (\S+) (\S+) .* - cgroup \S+ (?:\S*,)?memory(?:,\S*)?$/m.exec(
      readFileSync('/proc/self/mountinfo', 'latin1'),
    );
    const [, root = '', point] = mount ?? [];
    if (own === undefined || point === undefined) return undefined;
    // In a container the mount may show a part of the tree only.
    const inside = root === '/' ? own : own.startsWith(root) ? own.slice(root.length) : undefined;
    if (inside === undefined) return undefined;
    const base = join(point, inside);
    const trial = MemoryGroup.create(base, `holdfast-trial-${randomUUID()}`, 64 * 1024 * 1024);
    rmdirSync(trial.folder);
    return base;
  } catch {
    // Not Linux, not root, or read-only as in most containers.
    return undefined;
  }
}
