import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { canonicalJson } from '../../base/canonical-json.ts';
import { type Digest, digestOf } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';

/** One file of a dataset's source: `path` is relative to the source's fixed part, with `/`. */
export interface SourceFile {
  path: string;
  absolute: string;
  sizeBytes: number;
}

const maxFiles = 500_000;
const filesAtOnce = 64;
const smallBytes = 1024 * 1024;

/** The folder that a source starts from, and the pattern below it. */
async function locate(project: string, source: string): Promise<{ folder: string; pattern: string }> {
  const inPackage = /^npm:((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(source);
  const [start, path] = inPackage
    ? [await findPackage(project, inPackage[1] ?? '', source), inPackage[2] ?? '']
    : [project, source];
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const firstGlob = parts.findIndex((part) => /[*?[\]{}!()]/.test(part));
  if (firstGlob >= 0) {
    return { folder: join(start, ...parts.slice(0, firstGlob)), pattern: parts.slice(firstGlob).join('/') };
  }
  const whole = join(start, ...parts);
  const kind = await lstat(whole).catch(() => undefined);
  if (kind?.isFile()) return { folder: dirname(whole), pattern: parts.at(-1) ?? '' };
  return { folder: whole, pattern: '**/*' };
}

/** Looks for an installed package as Node does: in `node_modules` of the project and of the folders above it. */
async function findPackage(project: string, name: string, source: string): Promise<string> {
  for (let folder = project; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', ...name.split('/'));
    if (await lstat(join(candidate, 'package.json')).catch(() => undefined)) return candidate;
    if (dirname(folder) === folder) break;
  }
  throw new InputError({
    code: 'source-package-missing',
    message: `the source ${source} names the npm package ${name}, which is not installed`,
    fix: `run \`npm ci\` in ${project}`,
  });
}

/**
 * Every file of a source, sorted by path. Links are not followed: what they point to is not what was declared.
 * @param project the folder of `holdfast.yaml`
 * @throws InputError when nothing matches, or something is no regular file
 */
export async function filesOfSource(project: string, source: string): Promise<SourceFile[]> {
  const { folder, pattern } = await locate(project, source);
  const paths = await glob(pattern, { cwd: folder, followSymbolicLinks: false, onlyFiles: false, dot: true });
  const files: SourceFile[] = [];
  for (const path of paths.map((name) => name.split(sep).join('/')).sort()) {
    if (path.endsWith('/')) continue;
    const absolute = join(folder, path);
    const kind = await lstat(absolute);
    if (kind.isDirectory()) continue;
    if (!kind.isFile())
      throw unusable(source, `${path} is no regular file`, 'replace links by the files themselves');
    files.push({ path, absolute, sizeBytes: kind.size });
  }
  if (files.length === 0) throw unusable(source, 'no file matches', `put the data below ${folder}`);
  if (files.length > maxFiles)
    throw unusable(source, `more than ${maxFiles} files match`, 'pack them together');
  return files;
}

function unusable(source: string, message: string, fix: string): InputError {
  return new InputError({ code: 'source-unusable', message: `the source ${source}: ${message}`, fix });
}

/** SHA-256 over the sorted list of paths and content digests: the identity of a delivery before it is stored. */
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

async function hashOf({ absolute, sizeBytes }: SourceFile): Promise<string> {
  const hash = createHash('sha256');
  // A stream costs more than a small file's content.
  if (sizeBytes <= smallBytes) return hash.update(await readFile(absolute)).digest('hex');
  for await (const chunk of createReadStream(absolute)) hash.update(chunk);
  return hash.digest('hex');
}
