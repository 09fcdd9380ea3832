import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { release } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Abilities } from './isolation.ts';
import { canChangeUser, firstUid } from './job-user.ts';
import { neutralised } from './log-lines.ts';
import { memoryGroupBase } from './memory-group.ts';
import { sandboxArguments } from './sandbox.ts';

/** The programs that a job is started with, and what they can do here. */
export interface Machine {
  abilities: Abilities;
  bwrap?: string;
  prlimit?: string;
  setpriv?: string;
  /** Where control groups for memory can be made. */
  memoryBase?: string;
}

const run = promisify(execFile);
const trialBytes = 1024 * 1024;

/** The first of these programs on PATH, as a full path. */
export function programsOnPath(name: string): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin'];
  return folders
    .filter((folder) => folder.startsWith('/'))
    .flatMap((folder) => executable(join(folder, name)));
}

function executable(path: string): string[] {
  try {
    accessSync(path, constants.X_OK);
    return [path];
  } catch {
    return [];
  }
}

/** Of util-linux; only the system's own, as it may start before the user is changed. */
function systemProgram(name: string): string | undefined {
  return ['/usr/bin', '/bin'].flatMap((folder) => executable(join(folder, name)))[0];
}

/** Starts a real sandbox with nothing in it. That a program is installed says little: containers forbid much. */
async function trySandbox(bwrap: string, root: boolean): Promise<Abilities['sandbox']> {
  const plan = { mounts: [], workingFolder: '/', memoryFilesBytes: trialBytes };
  const user = root ? { uid: firstUid, gid: firstUid } : {};
  const options = { ...user, cwd: '/', env: {}, timeout: 10_000 };
  try {
    const { stdout } = await run(bwrap, ['--version'], options);
    await run(bwrap, [...sandboxArguments(plan), '/bin/sh', '-c', ':'], options);
    return { version: /\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'of unknown version' };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const said = (stderr || message).trim().split('\n')[0] ?? '';
    return { problem: `it does not start here (${neutralised(said).slice(0, 200)})` };
  }
}

async function sandboxOf(wanted: 'auto' | 'never', root: boolean, bwrap: string | undefined) {
  if (wanted === 'never') return { problem: 'it was switched off' };
  if (process.platform !== 'linux') return { problem: 'it exists on Linux only' };
  if (bwrap === undefined) return { problem: 'it is not installed' };
  return trySandbox(bwrap, root);
}

async function probe(wanted: 'auto' | 'never'): Promise<Machine> {
  const root = canChangeUser();
  const bwrap = programsOnPath('bwrap')[0];
  const prlimit = systemProgram('prlimit');
  const setpriv = systemProgram('setpriv');
  const memoryBase = root ? memoryGroupBase() : undefined;
  const [major = 0, minor = 0] = release()
    .split('.')
    .map((part) => Number.parseInt(part, 10));
  const sandbox = await sandboxOf(wanted, root, bwrap);
  return {
    abilities: {
      root,
      sandbox,
      memoryGroup: memoryBase !== undefined,
      resourceLimits: prlimit !== undefined,
      procfs: existsSync('/proc/self/stat'),
      kernel: [major, minor],
    },
    ...(bwrap && 'version' in sandbox ? { bwrap } : {}),
    ...(prlimit ? { prlimit } : {}),
    ...(setpriv ? { setpriv } : {}),
    ...(memoryBase ? { memoryBase } : {}),
  };
}

const probed = new Map<'auto' | 'never', Promise<Machine>>();

/** Found out once a process. */
export function probeMachine(wanted: 'auto' | 'never'): Promise<Machine> {
  const known = probed.get(wanted) ?? probe(wanted);
  probed.set(wanted, known);
  return known;
}
