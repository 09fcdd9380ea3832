import { readFile } from 'node:fs/promises';
import { unsafeLeftovers } from '../leftovers.ts';
import { hclParser } from '../parser.ts';
import { readProject } from '../project.ts';
import { writeScratch } from '../scratch.ts';
import { parseSource } from '../source-file.ts';
import type { Project, Scratch, ScratchOptions } from '../types.ts';
import { TestFolder } from './folder.ts';

/** A project of the given files and its copy beside it. */
export interface Scratched extends AsyncDisposable {
  folder: TestFolder;
  project: Project;
  scratch: Scratch;
  leftovers: string[];
  /** The text of a file of the copy. */
  text(path: string): Promise<string>;
}

export async function scratched(
  files: Record<string, string>,
  options: ScratchOptions & { root?: string; tofu?: boolean } = {},
): Promise<Scratched> {
  const within = Object.fromEntries(Object.entries(files).map(([path, text]) => [`project/${path}`, text]));
  const folder = await TestFolder.with({ ...within, 'project/.git/HEAD': 'ref: refs/heads/main\n' });
  const project = await readProject(folder.at(`project/${options.root ?? ''}`), {
    tofu: options.tofu ?? false,
  });
  const scratch = await writeScratch(project, folder.at('scratch'), options);
  return {
    folder,
    project,
    scratch,
    leftovers: await unsafeLeftovers(scratch.dir),
    text: (path) => readFile(`${scratch.dir}/${path}`, 'utf8'),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Where the parser stumbles over a text, if it does. */
export async function syntaxError(path: string, text: string): Promise<string | undefined> {
  const file = parseSource(path, text, await hclParser());
  file.tree?.delete();
  return file.error && `${path}:${file.lines.at(file.error.offset).line}: ${file.error.message}`;
}
