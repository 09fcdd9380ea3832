import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../base/canonical-json.ts';
import { type Digest, digestOf } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';
import { maxEntries } from './folder-paths.ts';
import { globBelow } from './glob.ts';

/** One file of a dataset's source: `path` is relative to the source's fixed part, with `/`. */
export interface SourceFile {
  path: string;
  absolute: string;
  sizeBytes: number;
}

const filesAtOnce = 64;
const smallBytes = 1024 * 1024;

/** Where a source starts, and what of it stands below. */
interface Location {
  folder: string;
  glob: string;
}

async function locate(project: string, source: string): Promise<Location> {
  const { start, path } = await startOf(project, source);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw unusable(source, 'it leaves its folder', 'write a path without ..');
  const firstGlob = parts.findIndex((part) => /[*?]/.test(part));
  const fixed = firstGlob < 0 ? parts : parts.slice(0, firstGlob);
  const last = await kindOf(source, start, fixed);
  const folder = join(start, ...fixed);
  if (firstGlob >= 0) return { folder, glob: parts.slice(firstGlob).join('/') };
  // Only a folder's name, or a file's: a name has no `*` here, so it is a glob of itself.
  return last === 'file' ? { folder: dirname(folder), glob: fixed.at(-1) ?? '' } : { folder, glob: '**' };
}

async function startOf(project: string, source: string): Promise<{ start: string; path: string }> {
  if (!source.startsWith('npm:')) return { start: project, path: source };
  const [, name, path] = /^npm:((?:@[^/@]+\/)?[^/@]+)\/(.+)$/.exec(source) ?? [];
  if (name === undefined || path === undefined || name.split('/').some((part) => part.startsWith('.'))) {
    throw unusable(source, 'it names no part of a package', 'write npm:PACKAGE/GLOB');
  }
  return { start: await findPackage(project, name, source), path };
}

/** Walks the fixed part of a source, and refuses links in it: what they lead to is not what was declared. */
async function kindOf(source: string, start: string, parts: string[]): Promise<'file' | 'other'> {
  let [path, kind] = [start, 'other' as 'file' | 'other'];
  for (const part of parts) {
    path = join(path, part);
    const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw unreadable(source, error);
    });
    if (!stats) throw nothing(source, join(start, ...parts));
    if (stats.isSymbolicLink()) throw link(source, path);
    kind = stats.isFile() ? 'file' : 'other';
  }
  return kind;
}

/**
 * Looks for an installed package as Node does: in `node_modules` of the project and of the folders above it. It may be
 * a link, as some package managers and workspaces install it.
 */
async function findPackage(project: string, name: string, source: string): Promise<string> {
  for (let folder = project; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', ...name.split('/'));
    if (await lstat(join(candidate, 'package.json')).catch(() => undefined)) return realpath(candidate);
    if (dirname(folder) === folder) break;
  }
  throw new InputError({
    code: 'source-package-missing',
    message: `the source ${source} names the npm package ${name}, which is not installed`,
    fix: `run \`npm ci\` in ${project}`,
  });
}

/**
 * Every file of a source, sorted by path. Links are not followed but refused: what they lead to is not what was
 * declared, and leaving it out in silence would be no better.
 * @param project the folder of `holdfast.yaml`
 * @param leftOut paths of files, folders and links that are passed over, with all that is below them
 * @throws InputError when nothing matches, something is no regular file, or a folder cannot be read
 */
export async function filesOfSource(
  project: string,
  source: string,
  leftOut?: RegExp,
): Promise<SourceFile[]> {
  const { folder, glob } = await locate(project, source);
  const files: SourceFile[] = [];
  try {
    for await (const { path, kind } of globBelow(folder, glob, leftOut)) {
      const absolute = join(folder, path);
      if (kind === 'link') throw link(source, absolute);
      if (kind === 'special') throw unusable(source, `${absolute} is no regular file`, 'take it away');
      files.push({ path, absolute, sizeBytes: (await lstat(absolute)).size });
      if (files.length > maxEntries)
        throw unusable(source, `more than ${maxEntries} files match`, 'pack them together');
    }
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(source, error as NodeJS.ErrnoException);
  }
  if (files.length === 0) throw nothing(source, folder);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const nothing = (source: string, folder: string): InputError =>
  unusable(source, 'no file matches', `put the data at ${folder}`);

const link = (source: string, path: string): InputError =>
  unusable(source, `${path} is a link`, 'put the files themselves in its place');

function unreadable(source: string, { code, path }: NodeJS.ErrnoException): InputError {
  const where = path ?? 'a file';
  const fix = 'give access to it; a name that is not UTF-8 cannot be read at all';
  return unusable(source, `${where} cannot be read (${code})`, fix);
}

function unusable(source: string, message: string, fix: string): InputError {
  return new InputError({ code: 'source-unusable', message: `the source ${source}: ${message}`, fix });
}

/**
 * SHA-256 over the sorted list of paths and content digests: the identity of a delivery before it is stored.
 * @throws InputError when a file cannot be read any more
 */
export async function digestOfFiles(files: SourceFile[]): Promise<Digest> {
  const list: [string, string][] = [];
  for (let start = 0; start < files.length; start += filesAtOnce) {
    const part = files.slice(start, start + filesAtOnce);
    list.push(
      ...(await Promise.all(
        part.map(async (file): Promise<[string, string]> => [file.path, await hashOf(file)]),
      )),
    );
  }
  return digestOf(canonicalJson(list));
}

async function hashOf({ path, absolute }: SourceFile): Promise<string> {
  const hash = createHash('sha256');
  try {
    const handle = await open(absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      // A stream costs more than a small file's content.
      if (size <= smallBytes) hash.update(await handle.readFile());
      else for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
  return hash.digest('hex');
}
