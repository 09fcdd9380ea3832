import { glob, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { type Evaluation, type ReadPlan, readAnyPlan } from './read-plan.ts';

const filesMax = 20_000;
const fileMaxBytes = 2 ** 21;

/** What Terraform and others put beside a repository's own files. */
function isPassedOver(path: string): boolean {
  return /(?:^|\/)(?:\.terraform|node_modules|\.git)$/.test(path);
}

/** A folder with Terraform, as far as a quick look tells. */
interface Folder {
  /** Whether it configures a provider or a backend. */
  isConfigured: boolean;
  /** The folders of the modules that it calls. */
  calls: string[];
}

/**
 * The root modules in a folder: itself, when it has Terraform; else those below it that configure a provider or a
 * backend and that nobody calls as a module; else all that nobody calls. Absolute paths, sorted.
 */
export async function findRoots(dir: string): Promise<string[]> {
  const folders = await foldersIn(dir);
  if (folders.has(dir)) return [dir];
  const called = new Set([...folders.values()].flatMap(({ calls }) => calls));
  const free = [...folders].filter(([path]) => !called.has(path));
  const configured = free.filter(([, { isConfigured }]) => isConfigured);
  return (configured.length > 0 ? configured : free).map(([path]) => path).sort();
}

async function foldersIn(dir: string): Promise<Map<string, Folder>> {
  const files: string[] = [];
  for await (const file of glob('**/*.{tf,tf.json,tofu}', { cwd: dir, exclude: isPassedOver })) {
    files.push(file);
    if (files.length === filesMax) break;
  }
  const folders = new Map<string, Folder>();
  for (const file of files.sort()) {
    const path = join(dir, dirname(file));
    const folder = folders.get(path) ?? { isConfigured: false, calls: [] };
    folders.set(path, folder);
    const text = await readFile(join(dir, file), 'utf8').catch(() => '');
    if (text.length > fileMaxBytes) continue;
    folder.isConfigured ||=
      /^\s*(?:provider|backend)\s+"/m.test(text) || /"(?:provider|backend)"\s*:/.test(text);
    for (const [, source = ''] of text.matchAll(/\bsource"?\s*[=:]\s*"(\.{1,2}\/[^"$]*)"/g))
      folder.calls.push(resolve(path, source));
  }
  return folders;
}

/**
 * The plan of what a command names: a folder, a file with a plan or a state or, without a name, the only root below
 * the working folder.
 */
export async function readRootPlan(source: string | undefined, choices: Evaluation): Promise<ReadPlan> {
  if (source !== undefined && (await isPlainSource(source, choices.cwd))) return readAnyPlan(source, choices);
  const dir = resolve(choices.cwd, source ?? '.');
  const roots = await findRoots(dir);
  const [root] = roots;
  if (root !== undefined && roots.length === 1) return readAnyPlan(root, choices);
  throw new InputError({
    code: root === undefined ? 'no-terraform' : 'several-roots',
    message:
      root === undefined
        ? `${source ?? '.'}: there is no Terraform in this folder or below it`
        : `there are ${roots.length} root modules: ${roots.map((path) => relative(choices.cwd, path)).join(', ')}`,
    fix: 'name the folder of one root module, or the JSON of a plan or a state',
  });
}

async function isPlainSource(source: string, cwd: string): Promise<boolean> {
  const found = await stat(resolve(cwd, source)).catch(() => undefined);
  return !found?.isDirectory();
}
