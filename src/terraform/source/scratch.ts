import { realpath, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { within } from './discover.ts';
import { mirror } from './mirror.ts';
import { hclParser } from './parser.ts';
import { type RewrittenModule, rewriteModule } from './rewrite/module.ts';
import { emptyState, noStateName } from './rewrite/remote-state.ts';
import { dispose, readFolder } from './source-file.ts';
import type { EditedText } from './text.ts';
import type { Project, Scratch, ScratchChange, ScratchOptions } from './types.ts';

/**
 * Writes a copy of a project that real Terraform can run without running or reaching anything else. The project itself
 * is only read.
 * @param scratchDir a folder that does not exist or is empty
 */
export async function writeScratch(
  project: Project,
  scratchDir: string,
  options: ScratchOptions = {},
): Promise<Scratch> {
  const dir = resolve(scratchDir);
  const { names, issues } = await mirror(project, dir, options.tests ?? false);
  const texts = new Map<string, EditedText>();
  const changes: ScratchChange[] = [];
  for (const folder of project.modules.keys()) {
    const rewritten = await rewriteFolder(project, folder, options);
    for (const [path, text] of rewritten.files) {
      texts.set(path, text);
      await write(join(dir, path), text.after);
    }
    await writeGenerated(join(dir, folder), names.get(folder) ?? new Set(), rewritten);
    changes.push(...rewritten.changes);
  }
  const rootDir = join(dir, project.rootDir);
  await write(join(rootDir, noStateName), emptyState());
  return {
    dir,
    rootDir,
    changes,
    issues,
    remove: () => rm(dir, { recursive: true, force: true }),
    ...waysBack(await realpath(dir), dir, project, texts),
  };
}

async function rewriteFolder(
  project: Project,
  folder: string,
  options: ScratchOptions,
): Promise<RewrittenModule> {
  const module = project.modules.get(folder);
  if (!module) throw new TypeError(`no module in ${folder}`);
  const inside = (path: string) => within(path, project.projectDir);
  const pathOf = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const { files } = await readFolder(join(project.projectDir, folder), project.tofu, pathOf, inside);
  try {
    const kept = files.filter((file) => !options.without?.has(file.path));
    return rewriteModule(project, module, kept, options, await hclParser());
  } finally {
    dispose(files);
  }
}

/** Never through a link: a file that is there already is an error. */
function write(file: string, text: string): Promise<void> {
  return writeFile(file, text, { flag: 'wx' });
}

/** Generated files get a name that the folder does not have. */
async function writeGenerated(
  dir: string,
  taken: Set<string>,
  { generated }: RewrittenModule,
): Promise<void> {
  for (const { stem, extension, text } of generated) {
    let name = `${stem}${extension}`;
    for (let number = 2; taken.has(name); number += 1) name = `${stem}_${number}${extension}`;
    await write(join(dir, name), text);
  }
}

type WaysBack = Pick<Scratch, 'original' | 'originalLine' | 'originalByte'>;

function waysBack(real: string, dir: string, project: Project, texts: Map<string, EditedText>): WaysBack {
  const original = (file: string) => {
    const absolute = isAbsolute(file) ? file : resolve(dir, project.rootDir, file);
    const base = [dir, real].find((folder) => within(absolute, folder));
    if (base === undefined) return undefined;
    const path = relative(base, absolute).split(sep).join('/');
    return texts.has(path) || !isGenerated(path, project) ? path : undefined;
  };
  const textOf = (file: string) => texts.get(original(file) ?? '');
  return {
    original,
    originalLine: (file, line) => textOf(file)?.originalLine(line),
    originalByte: (file, byte) => textOf(file)?.originalByte(byte),
  };
}

/** In a module's folder, what was not copied and begins with `holdfast` is made by the copy or by who runs in it. */
function isGenerated(path: string, project: Project): boolean {
  const cut = path.lastIndexOf('/');
  const [folder, name] = cut < 0 ? ['', path] : [path.slice(0, cut), path.slice(cut + 1)];
  return project.modules.has(folder) && /^holdfast[-_]/.test(name);
}
