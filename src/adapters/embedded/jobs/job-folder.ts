import { readFileSync, readlinkSync } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { StoreError, ToolError } from '../../../base/errors.ts';
import { isAlive } from '../../../base/is-alive.ts';
import { endAll, endUser } from './ending.ts';
import { type JobUser, lockUser } from './job-user.ts';
import { MemoryGroup } from './memory-group.ts';
import { removeTree } from './outputs.ts';
import { canReach } from './staging.ts';

const prefix = 'holdfast-job-';
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Which process a job's folder belongs to, so that the next run can clear away after one that was killed. */
const ownerSchema = z.strictObject({
  boot: z.string(),
  namespace: z.string(),
  pid: z.number().int().positive(),
  uid: z.number().int().positive().optional(),
  memoryGroup: z.string().optional(),
});
type Owner = z.infer<typeof ownerSchema>;

/** Everything of one job on disk. Nobody but the caller and the job's user gets into it. */
export interface JobFolder {
  path: string;
  /** Its last part, which also names the job's control group and marks its processes. */
  name: string;
  /** Read-only for the job. */
  inputs: string;
  config: string;
  etc: string;
  /** The job's own: what it may write. */
  model: string;
  outputData: string;
  home: string;
}

/** What a job's processes carry in their environment where nothing else tells them from others. */
export function markOf(name: string): string {
  return `HOLDFAST_JOB=${name}`;
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** Process ids mean the same only within one start of one machine, and one process namespace of it. */
function processSpace(): { boot: string; namespace: string } {
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  return { boot, namespace: textOf(() => readlinkSync('/proc/self/ns/pid')) };
}

/**
 * Where jobs get their folders. The job's user must be able to go there.
 * @throws ToolError when it cannot
 */
export async function scratchFolder(wanted: string | undefined, forOthers: boolean): Promise<string> {
  const candidates = wanted === undefined ? [tmpdir(), '/tmp', '/var/tmp'] : [wanted];
  for (const candidate of candidates) {
    const folder = await realpath(candidate).catch(() => undefined);
    if (folder && (!forOthers || (await canReach(folder)))) return folder;
  }
  throw new ToolError(
    `the folder for jobs, ${candidates[0]}, cannot be entered by another user; set TMPDIR to one that can, like /tmp`,
  );
}

/** @throws StoreError when the disk is full or the folder may not be written */
export async function createJobFolder(
  scratch: string,
  user: JobUser | undefined,
  memoryBase: string | undefined,
): Promise<JobFolder> {
  try {
    const path = await mkdtemp(join(scratch, prefix));
    const name = basename(path);
    const owner: Owner = { ...processSpace(), pid: process.pid };
    if (user) owner.uid = user.uid;
    if (memoryBase) owner.memoryGroup = join(memoryBase, name);
    await writeFile(join(path, 'owner.json'), JSON.stringify(owner), { mode: 0o600 });
    // The group has the job's user as its only member, who may go through but not look around.
    if (user) await chown(path, 0, user.uid);
    await chmod(path, user ? 0o710 : 0o700);
    const own = ['model', 'output', 'home'].map((part) => join(path, part));
    for (const folder of own) {
      await mkdir(folder, { mode: 0o700 });
      if (user) await chown(folder, user.uid, user.uid);
    }
    const shown = ['inputs', 'config', 'etc'].map((part) => join(path, part));
    for (const folder of shown) {
      await mkdir(folder);
      await chmod(folder, 0o755);
    }
    const [model = '', outputData = '', home = ''] = own;
    const [inputs = '', config = '', etc = ''] = shown;
    return { path, name, inputs, config, etc, model, outputData, home };
  } catch (error) {
    throw new StoreError(`cannot make a folder for a job in ${scratch}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

export async function writeReadable(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o644);
  }
}

async function ownerOf(folder: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Of a machine or container that we cannot ask, only age tells. */
function isStale(owner: Owner | undefined, mtimeMs: number): boolean {
  const here = processSpace();
  if (owner && owner.boot === here.boot && owner.namespace === here.namespace) return !isAlive(owner.pid);
  return Date.now() - mtimeMs > weekMs;
}

/** Clears away what processes left that were killed: their jobs' processes, control groups and folders. */
export async function sweepJobFolders(scratch: string): Promise<void> {
  for (const name of await readdir(scratch)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(scratch, name);
    const info = await lstat(folder).catch(() => undefined);
    // In a folder that all may write, what others have put there under our name is not ours to touch.
    if (!info?.isDirectory() || info.uid !== process.getuid?.()) continue;
    const owner = await ownerOf(folder);
    // What cannot be cleared away now is tried again by the next run.
    if (isStale(owner, info.mtimeMs)) await clearAway(folder, owner).catch(() => {});
  }
}

async function clearAway(folder: string, owner: Owner | undefined): Promise<void> {
  if (owner?.uid !== undefined && process.getuid?.() === 0) {
    // Whoever holds the user now made sure that it had no process.
    const user = await lockUser(owner.uid);
    if (user) await endUser(user.uid);
    user?.release();
  }
  await endAll({ kind: 'marked', of: -1, mark: markOf(basename(folder)) }, folder);
  if (owner?.memoryGroup) await MemoryGroup.at(owner.memoryGroup).remove();
  await removeTree(folder);
}
