import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { DataSourceError, type ProjectFolders } from '../knowledge.ts';

// The only way in which a provider may read a user's files: below the project's folder, links resolved, within bounds.

export const projectLimits = {
  /** All files that one reading takes in. */
  totalSizeBytes: 64 * 1024 * 1024,
  entries: 20_000,
  depth: 64,
} as const;

/** What one data source may still read. */
export class Budget {
  sizeBytes: number = projectLimits.totalSizeBytes;
  entries: number = projectLimits.entries;

  takeEntry(): void {
    this.entries -= 1;
    if (this.entries < 0)
      throw new DataSourceError(`the folder has more than ${projectLimits.entries} entries`);
  }

  takeBytes(sizeBytes: number): void {
    this.sizeBytes -= sizeBytes;
    if (this.sizeBytes < 0) throw new DataSourceError('the files are larger than 64 MiB together');
  }
}

export interface ProjectFile {
  content: Buffer;
  /** The permission bits: 0o644. */
  mode: number;
}

/**
 * The real path of what a configuration names, from the root module's folder where it is relative. Throws a
 * `DataSourceError` when it does not exist, or lies outside the project once all links are resolved.
 */
export function pathInProject(folders: ProjectFolders, path: string): string {
  if (path.includes('\0')) throw new DataSourceError('a path has a null character');
  const root = realPath(folders.projectDir, 'the folder of the project');
  const real = realPath(original(folders, resolve(folders.rootDir ?? root, path)), path);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new DataSourceError(`${path} lies outside the project, where Holdfast reads nothing`);
  return real;
}

/** Whether a folder of the project is there. Throws a `DataSourceError` for a file, and for what lies outside. */
export function folderExists(folders: ProjectFolders, path: string): boolean {
  const at = original(folders, resolve(folders.rootDir ?? folders.projectDir, path));
  if (!lstatSync(at, { throwIfNoEntry: false })) return false;
  if (lstatSync(pathInProject(folders, path)).isDirectory()) return true;
  throw new DataSourceError(`${path} is not a folder`);
}

/** `path.cwd` and `abspath` lead into the scratch copy. */
function original({ projectDir, copyDir }: ProjectFolders, path: string): string {
  if (copyDir === undefined || (path !== copyDir && !path.startsWith(copyDir + sep))) return path;
  return projectDir + path.slice(copyDir.length);
}

function realPath(path: string, shown: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new DataSourceError(`${shown} cannot be read: ${codeOf(cause)}`, { cause });
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}

/** Reads a regular file of the project. Throws a `DataSourceError` for anything else, before it reads. */
export function readProjectFile(folders: ProjectFolders, path: string, budget: Budget): ProjectFile {
  const real = pathInProject(folders, path);
  let descriptor: number;
  try {
    // The path is resolved, so a link there now was put there meanwhile. Without blocking: a pipe would wait for ever.
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw new DataSourceError(`${path} cannot be read: ${codeOf(cause)}`, { cause });
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new DataSourceError(`${path} is not a file`);
    budget.takeBytes(stats.size);
    return { content: readBytes(descriptor, stats.size), mode: stats.mode & 0o777 };
  } finally {
    closeSync(descriptor);
  }
}

/** At most the size that was counted, even when the file grows meanwhile. */
function readBytes(descriptor: number, sizeBytes: number): Buffer {
  const content = Buffer.alloc(sizeBytes);
  let read = 0;
  while (read < sizeBytes) {
    const count = readSync(descriptor, content, read, sizeBytes - read, read);
    if (count === 0) break;
    read += count;
  }
  return content.subarray(0, read);
}

export interface FolderEntry {
  /** From the folder, with slashes: `lib/index.js`. */
  name: string;
  /** To read it by. */
  path: string;
}

export interface WalkOptions {
  /** Leaves out an entry, and with a folder all below it. */
  excludes(name: string): boolean;
  followsFolderLinks: boolean;
}

/** The files below a folder of the project, in the order of their names. Throws a `DataSourceError`. */
export function listProjectFolder(
  folders: ProjectFolders,
  path: string,
  budget: Budget,
  options: WalkOptions,
): FolderEntry[] {
  const root = pathInProject(folders, path);
  const found: FolderEntry[] = [];
  const walk = (folder: string, above: string[]): void => {
    if (above.length > projectLimits.depth) throw new DataSourceError(`${path} is nested too deeply`);
    for (const entry of entriesOf(folder, path)) {
      budget.takeEntry();
      const full = join(folder, entry);
      const name = relative(root, full).split(sep).join('/');
      if (options.excludes(name)) continue;
      visit(full, name, [...above, folder]);
    }
  };
  const visit = (full: string, name: string, above: string[]): void => {
    const link = kindOf(full, name).isSymbolicLink();
    const real = link ? pathInProject(folders, full) : full;
    if (!kindOf(real, name).isDirectory()) found.push({ name, path: full });
    else if (!link) walk(full, above);
    else if (options.followsFolderLinks) walkLink(full, real, above);
  };
  const walkLink = (full: string, real: string, above: string[]): void => {
    if (above.some((folder) => realPath(folder, path) === real))
      throw new DataSourceError(`${path} has a link to itself`);
    walk(full, above);
  };
  if (!kindOf(root, path).isDirectory()) throw new DataSourceError(`${path} is not a folder`);
  walk(root, []);
  return found;
}

function kindOf(path: string, shown: string): Stats {
  try {
    return lstatSync(path);
  } catch (cause) {
    throw new DataSourceError(`${shown} cannot be read: ${codeOf(cause)}`, { cause });
  }
}

function entriesOf(folder: string, shown: string): string[] {
  try {
    return readdirSync(folder).sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  } catch (cause) {
    throw new DataSourceError(`${shown} cannot be read: ${codeOf(cause)}`, { cause });
  }
}
