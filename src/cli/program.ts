import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError, Option } from 'commander';
import { InputError, StoreError, ToolError, VerificationError } from '../base/errors.ts';
import { type CommandFile, exitCodes, type Options } from './command.ts';
import { paint, type Terminal } from './terminal.ts';
import { ownVersion } from './version.ts';

const folder = join(import.meta.dirname, 'commands');
const groups: Record<string, string> = {
  audit: 'check everything that was recorded',
  identity: 'signing keys of people',
};

/** The files of all commands by their names: `run`, `audit verify`. Which folder one is in is for readers only. */
async function commandFiles(): Promise<Map<string, string>> {
  const files = await readdir(folder, { recursive: true });
  const named = files.flatMap((file) => {
    const name = /^[a-z]+[/\\]([a-z-]+)\.(?:ts|js)$/.exec(file)?.[1];
    return name === undefined ? [] : [[name.replace('-', ' '), join(folder, file)] as const];
  });
  return new Map(named.sort());
}

export async function commandNames(): Promise<string[]> {
  return [...(await commandFiles()).keys()];
}

async function loadCommand(file: string): Promise<CommandFile> {
  return ((await import(pathToFileURL(file).href)) as { command: CommandFile }).command;
}

/** Only the command that is asked for is loaded; help and mistakes load all, to list them. */
async function wanted(args: string[]): Promise<[name: string, file: string][]> {
  if (args[0] === '--version') return [];
  const all = [...(await commandFiles())];
  const called = all.filter(([name]) => name === args[0] || name === args.slice(0, 2).join(' '));
  return called.length > 0 ? called : all;
}

/**
 * Runs one command line and returns the exit code. Every error ends here, as text for people: where, what, what to
 * do.
 */
export async function runCli(terminal: Terminal, args: string[]): Promise<number> {
  const outcome = { code: exitCodes.holds as number };
  try {
    const program = await buildProgram(terminal, await wanted(args), outcome);
    await program.parseAsync(args, { from: 'user' });
    return outcome.code;
  } catch (error) {
    return report(terminal, error);
  }
}

async function buildProgram(
  terminal: Terminal,
  commands: [name: string, file: string][],
  outcome: { code: number },
): Promise<Command> {
  const program = newCommand(terminal, new Command('holdfast'))
    .description('A secure MLOps platform as code: from one file to a verified, served model.')
    .version(await ownVersion(), '--version')
    .addHelpText(
      'after',
      '\nEvery command has --help with examples. Exit codes: 0 holds, 1 does not hold, 2 wrong input or call,\n3 something outside is missing or failed, 70 a bug in Holdfast.',
    );
  for (const [name, path] of commands) {
    const file = await loadCommand(path);
    const [first = '', second] = name.split(' ');
    const parent = second === undefined ? program : group(terminal, program, first);
    const command = newCommand(terminal, parent.command(second ?? first))
      .summary(file.summary)
      .description(`${file.summary}.`);
    file.configure(command);
    command
      .addOption(
        new Option('--format <format>', 'text for people, json for machines')
          .choices(file.formats ?? ['text', 'json'])
          .default('text'),
      )
      .addHelpText('after', `\nExamples:\n${file.examples.map((line) => `  ${line}`).join('\n')}`)
      .action(async () => {
        outcome.code = await file.run(terminal, command.args, command.opts<Options>());
      });
  }
  return program;
}

function group(terminal: Terminal, program: Command, name: string): Command {
  const found = program.commands.find((command) => command.name() === name);
  return found ?? newCommand(terminal, program.command(name)).description(groups[name] ?? '');
}

function newCommand(terminal: Terminal, command: Command): Command {
  return command
    .exitOverride()
    .helpOption('--help', 'show this')
    .configureHelp({ helpWidth: 100, sortSubcommands: true })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showSuggestionAfterError(true)
    .helpCommand(false);
}

/** Writes an error for people and says which exit code it is. */
export function report(terminal: Terminal, error: unknown): number {
  const say = (text: string) => terminal.err(`${paint(terminal, 'red', 'error:')} ${text}\n`);
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.holds : exitCodes.wrongInput;
  }
  if (terminal.signal.aborted) {
    say('interrupted; what was recorded is kept, and the next run goes on from there');
    return exitCodes.interrupted;
  }
  if (error instanceof InputError) {
    say(error.message);
    return exitCodes.wrongInput;
  }
  if (error instanceof VerificationError) {
    say(error.message);
    return exitCodes.doesNotHold;
  }
  if (error instanceof StoreError || error instanceof ToolError) {
    say(error.message);
    return exitCodes.outsideFailed;
  }
  say(`a bug in Holdfast: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitCodes.bug;
}
