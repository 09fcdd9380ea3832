import { existsSync, statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { Issue } from '../../base/issue.ts';
import { describeModule } from './describe.ts';
import { discover, type Found, type FoundModule, within } from './discover.ts';
import { moduleTests } from './module-tests.ts';
import { dispose } from './source-file.ts';
import type { ModuleSource, Project } from './types.ts';
import { readVendored } from './vendored.ts';

/**
 * Reads a root module and every module it reaches, with `tests` those of its tests too. What is wrong in them is in
 * `issues`.
 * @throws InputError when `rootDir` is no folder or holds no configuration
 */
export async function readProject(
  rootDir: string,
  options: { tofu?: boolean; tests?: boolean } = {},
): Promise<Project> {
  const root = await folderOf(rootDir);
  const tofu = options.tofu ?? false;
  const repository = repositoryOf(root);
  const inside = (path: string) => repository === undefined || within(path, repository);
  const further = options.tests ? (await moduleTests(root, inside)).modules.filter(isFolder(inside)) : [];
  const found = await discover(root, { tofu, inside, further, vendored: await readVendored(root) });
  try {
    if (found.modules.get(root)?.files.length === 0 && found.issues.length === 0)
      throw new InputError({
        code: 'no-configuration',
        message: `${rootDir} holds no Terraform files (*.tf)`,
        fix: 'name the folder of a root module',
      });
    return await projectOf(root, repository ?? commonAncestor([...found.modules.keys()]), tofu, found);
  } finally {
    dispose([...found.modules.values()].flatMap(({ files }) => files));
  }
}

/** Terraform itself tells of a module that is not there. */
function isFolder(inside: (path: string) => boolean): (dir: string) => boolean {
  return (dir) => inside(dir) && (statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

async function folderOf(rootDir: string): Promise<string> {
  const real = await realpath(rootDir).catch(() => undefined);
  if (real !== undefined && (await stat(real)).isDirectory()) return real;
  throw new InputError({
    code: 'not-a-folder',
    message: `${rootDir} is not a folder`,
    fix: 'name the folder of a root module',
  });
}

/** Roots of a platform read its holdfast.yaml, also where there is no history. */
function repositoryOf(dir: string): string | undefined {
  return folderWith(dir, '.git') ?? folderWith(dir, 'holdfast.yaml');
}

/** The nearest folder upwards that has a file or folder of a name. */
function folderWith(dir: string, name: string): string | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function commonAncestor(folders: string[]): string {
  const [first = '/'] = folders;
  let common = first;
  while (!folders.every((folder) => within(folder, common))) common = dirname(common);
  return common;
}

async function projectOf(root: string, projectDir: string, tofu: boolean, found: Found): Promise<Project> {
  const named = (path: string) => relative(projectDir, path).split(sep).join('/');
  const issues: Issue[] = found.issues.map((issue) =>
    issue.place ? { ...issue, place: { ...issue.place, file: named(issue.place.file) } } : issue,
  );
  const kept = new Map<string, ModuleSource>();
  for (const module of found.modules.values()) {
    const leaving = await leavesProject(module, projectDir);
    if (leaving) issues.push({ ...leaving, place: { file: named(module.dir), line: 1, column: 1 } });
    else kept.set(named(module.dir), describe(module, named));
  }
  return { projectDir, rootDir: named(root), tofu, modules: withKnownCalls(kept), issues };
}

async function leavesProject({ dir }: FoundModule, projectDir: string): Promise<Issue | undefined> {
  if (within(await realpath(dir), projectDir)) return undefined;
  return {
    code: 'link-leaves-project',
    message: 'the folder of this module is a link that leaves the project; it is not followed',
    fix: 'put the folder itself into the project',
  };
}

function describe(module: FoundModule, named: (path: string) => string): ModuleSource {
  const files = module.files.map((file) => ({ ...file, path: named(file.path) }));
  const described = describeModule(named(module.dir), files);
  const calls = described.calls.map((call) => {
    const dir = module.callDirs.get(call.name);
    return dir === undefined ? call : { ...call, dir: named(dir) };
  });
  return { ...described, calls };
}

/** Calls lead only to modules that were kept. */
function withKnownCalls(modules: Map<string, ModuleSource>): Map<string, ModuleSource> {
  for (const module of modules.values())
    for (const call of module.calls) if (call.dir !== undefined && !modules.has(call.dir)) delete call.dir;
  return modules;
}
