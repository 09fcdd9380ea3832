import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { fileIdentities, identityFolder } from '../adapters/embedded/identities.ts';
import { createJobRunner } from '../adapters/embedded/jobs/job-runner.ts';
import { openEmbeddedStores } from '../adapters/embedded/stores/open.ts';
import { fileTokens } from '../adapters/embedded/tokens.ts';
import { openWorkspace, type Workspace } from '../app/workspace.ts';
import { systemClock } from '../base/clock.ts';
import { InputError } from '../base/errors.ts';
import { type Options, textOption } from './command.ts';
import { readPlatform } from './project.ts';
import { withScratch } from './scratch.ts';
import type { Terminal } from './terminal.ts';

/** Where the embedded stores keep everything, beside `holdfast.yaml`. */
export const dataFolderName = '.holdfast';

export function addPersonOption(command: Command): Command {
  return command.option('--as <login>', 'who you are, as holdfast.yaml names you (default: $HOLDFAST_AS)');
}

export function addEnvironmentOption(command: Command): Command {
  return command.option('--env <name>', 'the environment', 'local');
}

export function personOf(terminal: Terminal, options: Options): string | undefined {
  return textOption(options, 'as') ?? terminal.environment.HOLDFAST_AS;
}

/** The only place where adapters are chosen. The workspace is closed when `use` is over. */
export async function withWorkspace<T>(
  terminal: Terminal,
  options: Options,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const { project, platform } = await readPlatform(terminal, options);
  const passphrase = await readPassphrase(terminal);
  const stores = await openEmbeddedStores(
    join(project, dataFolderName),
    passphrase === undefined ? {} : { passphrase },
  );
  try {
    await dressFolder(join(project, dataFolderName));
    const ports = {
      ...stores,
      jobs: createJobRunner(),
      identities: fileIdentities(identityFolder(terminal.environment)),
      tokens: fileTokens(join(project, dataFolderName)),
      clock: systemClock,
    };
    return await withScratch(async (scratch) =>
      use(await openWorkspace({ project, platform, ports, scratch })),
    );
  } finally {
    await stores.close();
  }
}

/** Keeps the data folder out of git, and puts the schema there that editors are pointed to. */
async function dressFolder(folder: string): Promise<void> {
  const schema = await readFile(
    join(import.meta.dirname, '..', '..', 'schema', 'holdfast.schema.json'),
    'utf8',
  );
  for (const [name, content] of [
    ['.gitignore', '*\n'],
    ['schema.json', schema],
  ] as const) {
    const path = join(folder, name);
    if ((await readFile(path, 'utf8').catch(() => undefined)) !== content) await writeFile(path, content);
  }
}

/** From a file and never from an argument: arguments are seen by every process of the machine. */
async function readPassphrase(terminal: Terminal): Promise<string | undefined> {
  const path = terminal.environment.HOLDFAST_PASSPHRASE_FILE;
  if (!path) return undefined;
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new InputError({
      code: 'passphrase-unreadable',
      message: `cannot read HOLDFAST_PASSPHRASE_FILE: ${error.message}`,
      fix: 'name a file that holds the passphrase alone',
    });
  });
  return text.replace(/\r?\n$/, '');
}
