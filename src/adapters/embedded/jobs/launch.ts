import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import type { Duplex, Readable } from 'node:stream';
import type { Limits } from '../../../ports/jobs.ts';
import { processLimitIsExact } from './isolation.ts';
import type { Machine } from './machine.ts';
import type { Prepared } from './prepare.ts';
import { sandboxArguments } from './sandbox.ts';

const maxOpenFiles = 4096;
/** Does nothing until it is told to, so that it can be put into its control group before anything happens. */
const waitForGo = 'read -r go <&3 || exit 125; exec "$@" 3<&-';
/** Tells that everything around the program stands; what fails after this is the program's own failure. */
const tellStart = 'printf started >&4; exec "$@" 4>&-';

/** A job's first process, which waits for `go`. */
export interface Launched {
  child: ChildProcess;
  pid: number;
  go(): void;
  /** True once the program itself was about to run; false when it never came to that. */
  started: Promise<boolean>;
  /** The first process inside the sandbox as the host numbers it: when it is gone, so are all others in there. */
  firstInside(): number | undefined;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** What this process may not exceed itself cannot be given to a job. https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html */
function hardLimit(name: string): number {
  try {
    const line = readFileSync('/proc/self/limits', 'latin1').match(
      new RegExp(`^${name} +\\S+ +(\\d+) `, 'm'),
    );
    return Number(line?.[1] ?? Number.POSITIVE_INFINITY);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Descriptors that this process was started with and would hand on: one of a folder would lead out of every sandbox.
 * Node's own are closed on their own. https://man7.org/linux/man-pages/man5/proc_pid_fdinfo.5.html
 */
function inheritedDescriptors(): number[] {
  const closesOnExec = 0o2000000;
  return descriptors().filter((fd) => {
    try {
      const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
      return flags !== undefined && (Number.parseInt(flags, 8) & closesOnExec) === 0;
    } catch {
      return false;
    }
  });
}

function descriptors(): number[] {
  try {
    return readdirSync('/proc/self/fd').map(Number);
  } catch {
    return [];
  }
}

/** The job's descriptors: ours, and nothing behind any other that would be handed on. */
function stdioOf(pipes: number, nothing: number): ('ignore' | 'pipe' | number)[] {
  const stdio: ('ignore' | 'pipe' | number)[] = ['ignore', ...Array<'pipe'>(pipes).fill('pipe')];
  const others = inheritedDescriptors().filter((fd) => fd >= stdio.length);
  const last = Math.max(stdio.length - 1, ...others);
  while (stdio.length <= last) stdio.push('ignore');
  for (const fd of others) stdio[fd] = nothing;
  return stdio;
}

function bounded(wanted: number, name: string): number {
  return Math.min(Math.max(1, Math.ceil(wanted)), hardLimit(name));
}

function resourceLimits(machine: Machine, limits: Limits): string[] {
  if (machine.prlimit === undefined) return [];
  const cpuSeconds = bounded(limits.cpuSeconds, 'Max cpu time');
  // One second more until SIGKILL: SIGXCPU says why it ended.
  const cpuHardSeconds = bounded(cpuSeconds + 1, 'Max cpu time');
  return [
    machine.prlimit,
    '--core=0',
    `--cpu=${cpuSeconds}:${cpuHardSeconds}`,
    `--fsize=${bounded(limits.outputBytes, 'Max file size')}`,
    `--nofile=${bounded(maxOpenFiles, 'Max open files')}`,
    ...(processLimitIsExact(machine.abilities)
      ? [`--nproc=${bounded(limits.processes, 'Max processes')}`]
      : []),
  ];
}

/** Without a sandbox: no more rights through set-user-ID programs, and an end when this process ends. */
function withoutPrivileges(machine: Machine): string[] {
  return machine.setpriv ? [machine.setpriv, '--no-new-privs', '--pdeathsig', 'KILL'] : [];
}

/**
 * The whole command. The environment is cleared and set as the very last thing: shells drop variables whose names
 * they cannot read, and none of the programs before should be led by the job's variables.
 */
function commandLine(machine: Machine, prepared: Prepared, limits: Limits): string[] {
  const pairs = Object.entries(prepared.environment).map(([name, value]) => `${name}=${value}`);
  const start = ['/bin/sh', '-c', tellStart, 'sh', '/usr/bin/env', '-i', ...pairs, ...prepared.command];
  const isolation =
    prepared.sandbox && machine.bwrap
      ? [machine.bwrap, '--args', '5', '--json-status-fd', '6', '--']
      : withoutPrivileges(machine);
  return [...isolation, ...resourceLimits(machine, limits), ...start];
}

/** @throws Error of the system when not even a shell can be started */
export async function launch(
  machine: Machine,
  prepared: Prepared,
  limits: Limits,
  uid: number | undefined,
): Promise<Launched> {
  const command = commandLine(machine, prepared, limits);
  const nothing = openSync('/dev/null', 'r');
  const child = spawn('/bin/sh', ['-c', waitForGo, 'holdfast-job', ...command], {
    cwd: prepared.sandbox ? '/' : prepared.workingFolder,
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    // Node also drops all further groups. https://docs.libuv.org/en/v1.x/process.html
    ...(uid === undefined ? {} : { uid, gid: uid }),
    detached: true,
    stdio: stdioOf(prepared.sandbox ? 6 : 4, nothing),
  });
  closeSync(nothing);
  await once(child, 'spawn');
  const [, , , go, start, args, status] = child.stdio as unknown as (Duplex | undefined)[];
  // A job that ends early closes its ends.
  for (const stream of [go, start, args, status]) stream?.on('error', () => {});
  // https://github.com/containers/bubblewrap/blob/main/bwrap.xml: arguments from a descriptor end in NUL each.
  if (prepared.sandbox)
    args?.end(
      sandboxArguments(prepared.sandbox)
        .map((part) => `${part}\0`)
        .join(''),
    );
  return {
    child,
    pid: child.pid ?? -1,
    go: () => void go?.end('go\n'),
    started: hasSaid(start, 'started'),
    firstInside: childPidFrom(status),
    exited: exitOf(child),
  };
}

async function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const [code, signal] = await once(child, 'exit');
  return { code, signal };
}

/** What is read from the inside is bounded: the job can get hold of these pipes. */
const maxSaidBytes = 4096;

function hasSaid(stream: Readable | undefined, word: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let said = '';
  stream?.on('data', (chunk: Buffer) => {
    if (said.length < maxSaidBytes) said += chunk.toString('latin1');
    if (said.startsWith(word)) resolve(true);
  });
  stream?.once('close', () => resolve(false));
  return promise;
}

/** Reads bubblewrap's status: one JSON object a line, of which it writes the first before the job runs. */
function childPidFrom(status: Readable | undefined): () => number | undefined {
  let said = '';
  status?.on('data', (chunk: Buffer) => {
    if (said.length < maxSaidBytes) said += chunk.toString('latin1');
  });
  return () => {
    const pid = /^\{ ?"child-pid": ?(\d+)/.exec(said)?.[1];
    return pid === undefined ? undefined : Number(pid);
  };
}
