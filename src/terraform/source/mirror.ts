import type { Dirent } from 'node:fs';
import { copyFile, mkdir, readdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issue } from '../../base/issue.ts';
import { within } from './discover.ts';
import { limits } from './limits.ts';
import { isConfigurationName } from './source-file.ts';
import type { Project } from './types.ts';
import { manifestName, modulesDir } from './vendored.ts';

/** A scratch copy's folders: real where Terraform reads modules, links to the project elsewhere. */
export interface Mirror {
  /** By folder of the project: the names in it, in the copy or not. */
  names: Map<string, Set<string>>;
  issues: Issue[];
}

interface Work extends Mirror {
  project: Project;
  scratchDir: string;
  /** Folders that must be real: the modules and all above them. */
  real: Set<string>;
  made: number;
  /** Whether tests of modules are copied too. */
  tests: boolean;
}

/**
 * Makes the folders and links of a copy in an empty folder; the modules' configuration files are left to the caller.
 * Real folders keep what Terraform writes out of the project.
 */
export async function mirror(project: Project, scratchDir: string, tests: boolean): Promise<Mirror> {
  const real = new Set<string>(['']);
  for (const dir of project.modules.keys())
    for (let folder = dir; folder !== ''; folder = parentOf(folder)) real.add(folder);
  const work: Work = { project, scratchDir, real, made: 0, tests, names: new Map(), issues: [] };
  await mirrorFolder(work, '', project.modules.has(''));
  return { names: work.names, issues: work.issues };
}

function parentOf(folder: string): string {
  return folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
}

function joinedPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Tests of a module, which Terraform reads with it, and whose modules and providers it then asks for. */
const test = /\.(?:tf|tofu)(?:test|mock)\.(?:hcl|json)$/;

/** Histories, packages, states and tests: nothing that a plan may read, some of it secret. */
function isSkipped(name: string, tests: boolean): boolean {
  return (
    ['.git', 'node_modules', '.terraform', '.terraform.lock.hcl', '.terraform.tfstate.lock.info'].includes(
      name,
    ) ||
    name.startsWith('terraform.tfstate') ||
    (!tests && test.test(name))
  );
}

/** @param below whether the folder is a module's or lies below one */
async function mirrorFolder(work: Work, folder: string, below: boolean): Promise<void> {
  const { project, scratchDir } = work;
  await mkdir(join(scratchDir, folder), { recursive: folder === '' });
  const source = join(project.projectDir, folder);
  const entries = await readdir(source, { withFileTypes: true });
  work.names.set(folder, new Set(entries.map(({ name }) => name)));
  const vendored = vendoredFolders(project);
  if (vendored.includes(folder)) return mirrorVendored(work, folder, entries);
  const outside = !within(await realpath(source), project.projectDir);
  for (const entry of entries) {
    const path = joinedPath(folder, entry.name);
    if (work.real.has(path)) await mirrorFolder(work, path, below || project.modules.has(path));
    else if (!outside && !isSkipped(entry.name, work.tests) && join(source, entry.name) !== scratchDir)
      await mirrorEntry(work, folder, entry, below);
  }
}

/** `.terraform` and the folder of modules in it: only the modules in use, and the list of them. */
function vendoredFolders(project: Project): string[] {
  return ['.terraform', modulesDir].map((dir) => joinedPath(project.rootDir, dir));
}

async function mirrorVendored(work: Work, folder: string, entries: Dirent[]): Promise<void> {
  for (const { name } of entries) {
    const path = joinedPath(folder, name);
    if (work.real.has(path)) await mirrorFolder(work, path, work.project.modules.has(path));
    else if (name === manifestName)
      await copyFile(join(work.project.projectDir, path), join(work.scratchDir, path));
  }
}

async function mirrorEntry(work: Work, folder: string, entry: Dirent, below: boolean): Promise<void> {
  const path = joinedPath(folder, entry.name);
  const original = join(work.project.projectDir, path);
  const copy = join(work.scratchDir, path);
  const isModule = work.project.modules.has(folder);
  if (isModule && !entry.isDirectory() && isConfigurationName(entry.name, true)) return;
  work.made += 1;
  if (entry.isDirectory() && below && work.made <= limits.files) return mirrorFolder(work, path, true);
  if (entry.isDirectory() || entry.isFile()) return symlink(original, copy);
  if (!entry.isSymbolicLink()) return;
  const target = await realpath(original).catch(() => undefined);
  if (target === undefined) return;
  if (within(target, work.project.projectDir)) return symlink(target, copy);
  work.issues.push({
    code: 'link-leaves-project',
    message: 'the link leaves the project and is not followed',
    fix: 'put the file or folder itself into the project',
    place: { file: path, line: 1, column: 1 },
  });
}
