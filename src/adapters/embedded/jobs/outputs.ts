import { chmod, chown, lstat, mkdir, opendir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { VerificationError } from '../../../base/errors.ts';
import { neutralised } from './log-lines.ts';

const maxEntries = 100_000;
const maxDepth = 32;
const maxPathBytes = 1024;

/** Adds up what stands below some folders. */
export interface OutputSize {
  bytes: number;
  entries: number;
  /** The largest file. */
  largestBytes: number;
  tooMany: boolean;
}

function newSize(): OutputSize {
  return { bytes: 0, entries: 0, largestBytes: 0, tooMany: false };
}

function add(size: OutputSize, bytes: number): void {
  size.bytes += bytes;
  size.largestBytes = Math.max(size.largestBytes, bytes);
  size.entries += 1;
  size.tooMany = size.entries > maxEntries;
}

/** While the job runs and may change everything: counts what can be counted, up to the most that is allowed. */
export async function measureOutputs(folders: string[]): Promise<OutputSize> {
  const size = newSize();
  for (const folder of folders) await measure(folder, size, 0);
  return size;
}

async function measure(folder: string, size: OutputSize, depth: number): Promise<void> {
  if (depth > maxDepth) return;
  try {
    for await (const entry of await opendir(folder)) {
      if (size.tooMany) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        add(size, 0);
        await measure(path, size, depth + 1);
      } else {
        const info = await lstat(path);
        add(size, Math.max(info.size, info.blocks * 512));
      }
    }
  } catch {
    // It went away, or the job closed it; what is left at the end is looked at strictly.
  }
}

/**
 * Looks at all that a job left, after its last process has ended, and makes it the caller's: files of mode 0600 and
 * folders of mode 0700 that belong to this process's user.
 * @param folders what to call each folder in messages, and its path
 * @throws VerificationError `step-failed` for anything but regular files with one name each, and folders
 */
export async function takeOver(job: string, folders: Record<string, string>): Promise<OutputSize> {
  const size = newSize();
  for (const [name, path] of Object.entries(folders)) {
    if (!(await lstat(path)).isDirectory()) throw refused(job, name, 'is no folder any more');
    await takeFolder({ job, size }, path, name, 0);
  }
  return size;
}

interface Walk {
  job: string;
  size: OutputSize;
}

function refused(job: string, path: string, why: string): VerificationError {
  return new VerificationError('step-failed', job, `left ${neutralised(path)}, which ${why}`);
}

async function own(path: string, mode: number): Promise<void> {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  if (uid === 0 && gid !== undefined) await chown(path, uid, gid);
  await chmod(path, mode);
}

async function takeFolder(walk: Walk, folder: string, shown: string, depth: number): Promise<void> {
  await own(folder, 0o700);
  for (const name of await readdir(folder, { encoding: 'buffer' })) {
    const path = `${shown}/${name.toString('utf8')}`;
    checkName(walk, name, path, depth);
    await takeEntry(walk, join(folder, name.toString('utf8')), path, depth);
  }
}

function checkName(walk: Walk, name: Buffer, path: string, depth: number): void {
  const text = name.toString('utf8');
  const { job, size } = walk;
  if (!Buffer.from(text).equals(name)) throw refused(job, path, 'has a name that is not UTF-8');
  if (neutralised(text) !== text || text.includes('\t')) {
    throw refused(job, path, 'has control characters in its name');
  }
  if (depth >= maxDepth) throw refused(job, path, `is more than ${maxDepth} folders deep`);
  if (Buffer.byteLength(path) > maxPathBytes) throw refused(job, path, 'has too long a path');
  if (size.tooMany)
    throw refused(job, path, `is beyond the ${maxEntries} files and folders that are allowed`);
}

async function takeEntry(walk: Walk, path: string, shown: string, depth: number): Promise<void> {
  const info = await lstat(path);
  const { job, size } = walk;
  if (info.isDirectory()) {
    add(size, 0);
    return takeFolder(walk, path, shown, depth + 1);
  }
  if (info.isSymbolicLink()) throw refused(job, shown, 'is a symbolic link');
  if (info.isFIFO()) throw refused(job, shown, 'is a named pipe');
  if (info.isSocket()) throw refused(job, shown, 'is a socket');
  if (!info.isFile()) throw refused(job, shown, 'is a device');
  if (info.nlink !== 1) throw refused(job, shown, 'is a hard link: the file has another name');
  add(size, info.size);
  await own(path, 0o600);
}

/** Removes a folder of a job, also where the job has closed folders to their owner. */
export async function removeTree(folder: string): Promise<void> {
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove().catch(async () => {
    await openFolders(folder);
    await remove();
  });
}

async function openFolders(folder: string): Promise<void> {
  const info = await lstat(folder).catch(() => undefined);
  if (!info?.isDirectory()) return;
  await chmod(folder, 0o700);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await openFolders(join(folder, entry.name));
}

/** What a job left that did not end well is given to nobody. */
export async function emptyFolder(folder: string): Promise<void> {
  await removeTree(folder);
  await mkdir(folder, { mode: 0o700 });
}
