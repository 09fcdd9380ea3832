import { readdirSync, readFileSync } from 'node:fs';

/** A process as `/proc/PID/stat` tells it. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export interface ProcessState {
  pid: number;
  parent: number;
  group: number;
  session: number;
  threads: number;
  /** Its own, and those of its children that have ended. */
  cpuSeconds: number;
}

/** Which processes are a job's: those of its own user, or those that its first process has started. */
export type Members =
  | { kind: 'user'; uid: number }
  | { kind: 'descendants'; of: number }
  /** Beside the descendants: its process group, and who carries its mark in the environment. */
  | { kind: 'marked'; of: number; mark: string };

/** USER_HZ, which is 100 on every architecture that Node runs on. https://man7.org/linux/man-pages/man7/time.7.html */
const ticksPerSecond = 100;

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // It has ended, or it is not ours to see.
    return undefined;
  }
}

/** A living process; undefined when it has ended, also when nobody has collected it yet. */
export function readProcess(pid: number): ProcessState | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name stands in brackets and may hold anything, brackets and blanks too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const number = (field: number): number => Number(fields[field - 3]);
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const ticks = number(14) + number(15) + number(16) + number(17);
  return {
    pid,
    parent: number(4),
    group: number(5),
    session: number(6),
    threads: number(20),
    cpuSeconds: ticks / ticksPerSecond,
  };
}

function allProcesses(): ProcessState[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
}

function withDescendants(all: ProcessState[], first: Set<number>): ProcessState[] {
  const children = Map.groupBy(all, ({ parent }) => parent);
  const found = all.filter(({ pid }) => first.has(pid));
  for (const process of found) {
    found.push(...(children.get(process.pid) ?? []).filter(({ pid }) => !first.has(pid)));
  }
  return found;
}

/** By the real user: `/proc/PID` itself belongs to root for a process that has made itself undumpable. */
function belongsTo(pid: number, uid: number): boolean {
  return textOf(`/proc/${pid}/status`)?.match(/^Uid:\t(\d+)/m)?.[1] === String(uid);
}

function carries(pid: number, mark: string): boolean {
  return textOf(`/proc/${pid}/environ`)?.split('\0').includes(mark) ?? false;
}

/** The living processes of a job. */
export function membersOf(members: Members): ProcessState[] {
  const all = allProcesses();
  switch (members.kind) {
    case 'user':
      return all.filter(({ pid }) => belongsTo(pid, members.uid));
    case 'descendants':
      return withDescendants(all, new Set([members.of]));
    case 'marked': {
      const { of, mark } = members;
      const own = all.filter(({ pid, group }) => pid === of || group === of || carries(pid, mark));
      return withDescendants(all, new Set(own.map(({ pid }) => pid)));
    }
  }
}

function kilobytesIn(path: string, name: string): number {
  const found = textOf(path)?.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'));
  return Number(found?.[1] ?? 0);
}

/** Resident memory; a page that several of them share counts once for each. */
export function residentBytes(processes: ProcessState[]): number {
  return processes.reduce((sum, { pid }) => sum + kilobytesIn(`/proc/${pid}/status`, 'VmRSS') * 1024, 0);
}

/** Resident memory, shared pages divided among those who share them. Slow: it walks page tables. */
export function proportionalBytes(processes: ProcessState[]): number {
  return processes.reduce((sum, { pid }) => sum + kilobytesIn(`/proc/${pid}/smaps_rollup`, 'Pss') * 1024, 0);
}
