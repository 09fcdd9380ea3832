import { constants } from 'node:fs';
import { chmod, link, lstat, mkdir, open, readdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const maxDepth = 64;
const readByAll = 0o004;
const enterByAll = 0o001;

/** True when a user whom nothing is granted personally may go through every folder down to `folder`. */
export async function canReach(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (((await lstat(at)).mode & enterByAll) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** True when every user may read a file, or a folder with everything below it. `path` must have no link in it. */
export async function allMayRead(path: string): Promise<boolean> {
  return (await canReach(dirname(path))) && treeIsReadable(path, 0);
}

async function treeIsReadable(path: string, depth: number): Promise<boolean> {
  const info = await lstat(path);
  if (info.isSymbolicLink()) return true;
  if (!info.isDirectory()) return (info.mode & readByAll) !== 0;
  const open = readByAll | enterByAll;
  if ((info.mode & open) !== open || depth > maxDepth) return false;
  for (const name of await readdir(path)) {
    if (!(await treeIsReadable(join(path, name), depth + 1))) return false;
  }
  return true;
}

/**
 * Makes a copy of a file or folder that every user may read, once they may reach it. The original is not touched: a
 * file that all may read already gets a second name (no bytes are copied), any other is copied. Symbolic links stay
 * what they are and are never followed; sockets, pipes and devices are left out.
 * @param executable a file below `source` that must be executable in the copy
 */
export async function stage(source: string, target: string, executable?: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await stageTree(source, target, executable === undefined ? undefined : join(source, executable), 0);
}

async function stageTree(
  source: string,
  target: string,
  executable: string | undefined,
  depth: number,
): Promise<void> {
  const info = await lstat(source);
  if (info.isSymbolicLink()) return symlink(await readlink(source), target);
  if (info.isFile()) return stageFile(source, target, info.mode, source === executable);
  if (!info.isDirectory() || depth > maxDepth) return;
  await mkdir(target);
  await chmod(target, 0o755);
  for (const name of await readdir(source)) {
    await stageTree(join(source, name), join(target, name), executable, depth + 1);
  }
}

async function stageFile(source: string, target: string, mode: number, executable: boolean): Promise<void> {
  if ((mode & readByAll) !== 0 && !executable) {
    try {
      return await link(source, target);
    } catch {
      // Another file system, or one without second names.
    }
  }
  const from = await open(source, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await from.stat()).isFile()) return;
    const to = await open(target, 'wx', 0o600);
    await pipeline(from.createReadStream({ autoClose: false }), to.createWriteStream());
  } finally {
    await from.close();
  }
  await chmod(target, executable || (mode & 0o100) !== 0 ? 0o555 : 0o444);
}
