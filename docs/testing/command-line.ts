import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import type { CommandFile } from '../../src/cli/command.ts';
import { commandNames } from '../../src/cli/program.ts';

const commands = join(import.meta.dirname, '../../src/cli/commands');

/** Throws when Holdfast has no such command, or not with these options and arguments. */
export async function mustParse(args: readonly string[]): Promise<void> {
  const names = await commandNames();
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((one) => names.includes(one));
  if (name === undefined) throw new Error(`there is no command holdfast ${args.join(' ')}`);
  const own = `${name.replace(' ', '-')}.ts`;
  const file = readdirSync(commands, { recursive: true, encoding: 'utf8' }).find(
    (one) => basename(one) === own,
  );
  const { command } = (await import(join(commands, file ?? own))) as { command: CommandFile };
  const parser = new Command(name).exitOverride().configureOutput({ writeErr: () => undefined });
  command.configure(parser);
  parser.addOption(new Option('--format <format>').choices(command.formats ?? ['text', 'json']));
  parser.parse(args.slice(name.split(' ').length), { from: 'user' });
}
