import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ToolError } from '../../base/errors.ts';
import type { BlueprintFile, Wanted } from './files.ts';

export interface Patches {
  /** What `git apply` takes, archives too. */
  whole: Buffer;
  /** The same for people: of archives only that they differ. */
  text: string;
  /** From what is there to the newer blueprint, where both changed. */
  merging: string;
}

/** The difference between a repository and what it is to be, as git writes it. */
export async function patchesOf(
  dir: string,
  wanted: Wanted,
  merging: ReadonlyMap<string, BlueprintFile>,
): Promise<Patches> {
  return {
    whole: await diffOf(dir, wanted, ['--binary']),
    text: (await diffOf(dir, wanted, [])).toString('utf8'),
    merging: merging.size === 0 ? '' : (await diffOf(dir, merging, [])).toString('utf8'),
  };
}

/** In a repository of its own, so that no settings of the user's change the form. */
async function diffOf(dir: string, wanted: Wanted, options: readonly string[]): Promise<Buffer> {
  const scratch = await mkdtemp(join(tmpdir(), 'holdfast-upgrade-'));
  try {
    const git = gitIn(scratch);
    await git('init', '-q', '.');
    for (const path of wanted.keys()) await copyFile(join(dir, path), join(scratch, path));
    await git('add', '--all', '--force', '.');
    const before = (await git('write-tree')).toString('utf8').trim();
    await put(scratch, wanted);
    await git('add', '--all', '--force', '.');
    return await git('diff', '--cached', '--no-color', '--no-ext-diff', '--no-textconv', ...options, before);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const diffMaxBytes = 256 * 2 ** 20;

function gitIn(dir: string) {
  const env = { PATH: process.env.PATH, HOME: dir, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  return async (...args: string[]): Promise<Buffer> => {
    const options = { cwd: dir, env, encoding: 'buffer', maxBuffer: diffMaxBytes } as const;
    const { stdout } = await promisify(execFile)('git', args, options).catch((cause: Error) => {
      throw new ToolError(`git could not make the difference: ${cause.message.slice(0, 500)}`, { cause });
    });
    return stdout;
  };
}

async function copyFile(from: string, to: string): Promise<void> {
  const found = await lstat(from).catch(() => undefined);
  if (!found?.isFile()) return;
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}

async function put(dir: string, wanted: Wanted): Promise<void> {
  for (const [path, file] of wanted) {
    const to = join(dir, path);
    if (!file) {
      await rm(to, { force: true });
      continue;
    }
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, file.bytes);
    await chmod(to, file.executable ? 0o755 : 0o644);
  }
}

/** Larger files say nothing about who can do what. */
const copyMaxBytes = 2 ** 21;
const passedOver = ['.git', '.holdfast', '.terraform', 'node_modules'];

/** Two copies of what the proof reads in a repository: as it is, and as it is to be. */
export async function withCopies<T>(
  dir: string,
  wanted: Wanted,
  use: (copies: { before: string; after: string }) => Promise<T>,
): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'holdfast-upgrade-'));
  try {
    const [before, after] = [join(scratch, 'before'), join(scratch, 'after')];
    for (const to of [before, after]) await cp(dir, to, { recursive: true, filter: isRead });
    await put(after, wanted);
    return await use({ before, after });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function isRead(path: string): Promise<boolean> {
  if (passedOver.includes(basename(path))) return false;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && (found.isDirectory() || (found.isFile() && found.size <= copyMaxBytes));
}
