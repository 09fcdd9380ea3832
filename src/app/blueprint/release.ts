import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { ToolError } from '../../base/errors.ts';

/** The folder of Holdfast's own package. */
export const packageRoot = join(import.meta.dirname, '..', '..', '..');

/** What checking and planning need; the other dependencies serve models and keep evidence. */
const needed = [
  '@msgpack/msgpack',
  '@tree-sitter-grammars/tree-sitter-hcl',
  'canonicalize',
  'commander',
  'protobufjs',
  'web-tree-sitter',
  'yaml',
  'zod',
];

/** A file of a release: where it stands there, and where its bytes are. */
export interface ReleaseFile {
  path: string;
  from: string;
}

/**
 * What runs `holdfast` in a workflow, with nothing to install: the compiled code and the packages that it needs.
 * @param dist the folder of the compiled code
 */
export async function releaseFiles(dist: string): Promise<ReleaseFile[]> {
  const own = ['package.json', 'LICENSE'].map((path) => ({ path, from: join(packageRoot, path) }));
  const trees = await Promise.all([
    treeOf(dist, 'dist'),
    treeOf(join(packageRoot, 'schema'), 'schema'),
    ...[...(await packagesOf(needed))].map(([name, folder]) =>
      treeOf(folder, `node_modules/${name}`, isCode),
    ),
  ]);
  return [...own, ...trees.flat()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function isCode(path: string): boolean {
  return !/\.(?:map|md|ts)$/.test(path);
}

async function treeOf(folder: string, to: string, keep = (_path: string) => true): Promise<ReleaseFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(keep)
    .map((from) => ({ path: `${to}${from.slice(folder.length).replaceAll('\\', '/')}`, from }));
}

/** Packages and all that they depend on, by name. */
async function packagesOf(names: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const waiting = [...names]; waiting.length > 0; ) {
    const name = waiting.pop() ?? '';
    if (found.has(name)) continue;
    const folder = await packageFolder(name);
    found.set(name, folder);
    const about: { dependencies?: Record<string, string> } = JSON.parse(
      await readFile(join(folder, 'package.json'), 'utf8'),
    );
    waiting.push(...Object.keys(about.dependencies ?? {}));
  }
  return found;
}

/** Upwards, as Node looks: where Holdfast is a dependency, its own dependencies stand beside it. */
async function packageFolder(name: string): Promise<string> {
  for (let dir = packageRoot; ; dir = dirname(dir)) {
    const folder = join(dir, 'node_modules', name);
    if (await stat(join(folder, 'package.json')).catch(() => undefined)) return folder;
    if (dirname(dir) === dir) throw new ToolError(`the package ${name} is not installed`);
  }
}

let made: Promise<Buffer> | undefined;

/** This release as a compressed archive: the same bytes for the same files. */
export function releaseArchive(): Promise<Buffer> {
  made ??= makeArchive();
  return made;
}

function makeArchive(): Promise<Buffer> {
  return withCompiled(async (dist) => {
    const archive = pack();
    const chunks: Buffer[] = [];
    const done = (async () => {
      for await (const chunk of archive) chunks.push(chunk as Buffer);
    })();
    for (const { path, from } of await releaseFiles(dist)) {
      const bytes = await readFile(from);
      archive.entry({ name: path, mode: 0o644, mtime: new Date(0) }, bytes);
    }
    archive.finalize();
    await done;
    return promisify(gzip)(Buffer.concat(chunks), { level: 9 });
  });
}

/** Where Holdfast runs from its sources, they are compiled for this first. */
async function withCompiled<T>(use: (dist: string) => Promise<T>): Promise<T> {
  if (import.meta.filename.endsWith('.js')) return use(join(packageRoot, 'dist'));
  const dist = await mkdtemp(join(tmpdir(), 'holdfast-release-'));
  try {
    await promisify(execFile)(process.execPath, [join(packageRoot, 'tools', 'build.mjs'), dist]);
    return await use(dist);
  } finally {
    await rm(dist, { recursive: true, force: true });
  }
}
