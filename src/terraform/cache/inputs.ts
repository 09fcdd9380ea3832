import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What tells whether a file may have changed without reading it, and the digest of what it held. */
export interface Stamp {
  sizeBytes: number;
  mtimeMs: number;
  ctimeMs: number;
  inode: number;
  digest: string;
}

export type Stamps = Record<string, Stamp>;

export interface Inputs {
  /** Of all names and contents together. */
  digest: string;
  stamps: Stamps;
}

/** Beyond these, finding out whether something changed costs as much as a plan. */
const filesMax = 20_000;
const sizeMaxBytes = 512 * 2 ** 20;
/** A file that changed this shortly before it was looked at could change again without a new time. */
const racyMs = 2000;

/** What a plan never depends on. */
const skipped = new Set(['.git', 'node_modules', '.terraform.lock.hcl', '.terraform.tfstate.lock.info']);

/**
 * The digest of everything below some folders, and of some files.
 * @param before stamps of an earlier time: a file whose stamp is the same is not read again
 * @returns undefined when there is too much to look at, or something cannot be read
 */
export async function readInputs(
  paths: readonly string[],
  before: Stamps,
  beforeMs: number,
): Promise<Inputs | undefined> {
  const work: Work = { before, beforeMs, stamps: {}, sizeBytes: 0, files: 0 };
  try {
    for (const path of paths) await visit(work, path);
  } catch {
    return undefined;
  }
  const hash = createHash('sha256');
  for (const path of Object.keys(work.stamps).sort()) hash.update(`${path}\0${work.stamps[path]?.digest}\0`);
  return { digest: hash.digest('hex'), stamps: work.stamps };
}

interface Work {
  before: Stamps;
  beforeMs: number;
  stamps: Stamps;
  sizeBytes: number;
  files: number;
}

async function visit(work: Work, path: string): Promise<void> {
  const stat = await lstat(path);
  if (stat.isDirectory()) {
    const names = (await readdir(path)).filter((name) => !isSkipped(path, name));
    await Promise.all(names.map((name) => visit(work, join(path, name))));
    return;
  }
  if (!stat.isFile() && !stat.isSymbolicLink()) return;
  work.files += 1;
  work.sizeBytes += stat.size;
  if (work.files > filesMax || work.sizeBytes > sizeMaxBytes) throw new RangeError('too much to look at');
  const stamp = { sizeBytes: stat.size, mtimeMs: stat.mtimeMs, ctimeMs: stat.ctimeMs, inode: stat.ino };
  const known = work.before[path];
  const digest =
    known && isSame(known, stamp) && Math.max(stamp.mtimeMs, stamp.ctimeMs) < work.beforeMs - racyMs
      ? known.digest
      : digestOf(stat.isFile() ? await readFile(path) : `-> ${await readlink(path)}`);
  work.stamps[path] = { ...stamp, digest };
}

/** Terraform's own folder holds vendored modules, and much else that no plan depends on. */
function isSkipped(dir: string, name: string): boolean {
  if (dir.endsWith('/.terraform')) return name !== 'modules';
  return skipped.has(name) || name.startsWith('terraform.tfstate');
}

function isSame(known: Stamp, now: Omit<Stamp, 'digest'>): boolean {
  return (
    known.sizeBytes === now.sizeBytes &&
    known.mtimeMs === now.mtimeMs &&
    known.ctimeMs === now.ctimeMs &&
    known.inode === now.inode
  );
}

function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
