import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../base/errors.ts';
import { parsePlatform } from '../spec/parse.ts';
import type { Platform } from '../spec/platform.ts';
import { type Options, textOption } from './command.ts';
import type { Terminal } from './terminal.ts';

const fileName = 'holdfast.yaml';

export function addProjectOption(command: Command): Command {
  return command.option(
    '--project <dir>',
    'the folder with holdfast.yaml (default: here or the nearest above)',
  );
}

/** The nearest folder upwards that has a `holdfast.yaml`. */
async function findProject(terminal: Terminal, options: Options): Promise<string> {
  const given = textOption(options, 'project');
  const start = resolve(terminal.cwd, given ?? '.');
  for (let folder = start; ; folder = dirname(folder)) {
    if (await stat(join(folder, fileName)).catch(() => undefined)) return folder;
    if (given !== undefined || dirname(folder) === folder) break;
  }
  throw new InputError({
    code: 'no-project',
    message: `there is no ${fileName} in ${start}${given === undefined ? ' or above it' : ''}`,
    fix: 'go to a folder that has one, or name it with --project DIR',
  });
}

export async function readPlatform(
  terminal: Terminal,
  options: Options,
): Promise<{ project: string; platform: Platform }> {
  const project = await findProject(terminal, options);
  const path = join(project, fileName);
  const shown = relative(terminal.cwd, path) || fileName;
  const { value, issues } = parsePlatform(
    await readFile(path, 'utf8'),
    shown.startsWith('..') ? path : shown,
  );
  if (!value) throw new InputError(...issues);
  return { project, platform: value };
}
