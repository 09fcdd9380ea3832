import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckChoices, CheckResult } from '../app/proof/check.ts';
import { InputError } from '../base/errors.ts';
import { exitCodes, type Options } from './command.ts';
import { addEvaluationOptions, authorizationOf, evaluation, gather, listOption } from './plan-options.ts';
import type { Terminal } from './terminal.ts';
import { ownVersion } from './version.ts';

// What the commands that check have in common, on a terminal and in GitHub Actions.

export function addCheckOptions(command: Command): Command {
  return addEvaluationOptions(command)
    .option(
      '--require <control>',
      'a control that must hold whatever its severity; may be repeated',
      gather,
      [],
    )
    .option('--merge-sarif <file>', 'findings of another tool, as SARIF; may be repeated', gather, []);
}

/** @throws InputError for a file that cannot be read */
export async function checkChoices(terminal: Terminal, options: Options): Promise<CheckChoices> {
  const [authorization, sarif] = await Promise.all([
    authorizationOf(terminal, options),
    Promise.all(listOption(options, 'mergeSarif').map((file) => readText(terminal, file))),
  ]);
  return {
    ...evaluation(terminal, options),
    ...(authorization && { authorization }),
    sarif,
    required: listOption(options, 'require'),
    now: new Date(),
  };
}

async function readText(terminal: Terminal, file: string): Promise<{ text: string; file: string }> {
  const text = await readFile(resolve(terminal.cwd, file), 'utf8').catch((error: Error) => {
    throw new InputError({ code: 'unreadable', message: `cannot read ${file}: ${error.message}` });
  });
  return { text, file };
}

/** The findings as SARIF, with paths from the root of the repository. */
export async function sarifReport(result: CheckResult) {
  const [{ sarifOf }, { repositoryPrefix }] = await Promise.all([
    import('../report/sarif.ts'),
    import('../app/proof/base.ts'),
  ]);
  const prefix = result.dir === undefined ? '' : await repositoryPrefix(result.dir);
  return sarifOf(result, { version: await ownVersion(), prefix });
}

export function exitCodeOf({ failing, roots }: CheckResult): number {
  if (failing.length > 0) return exitCodes.doesNotHold;
  // What only Terraform could tell is unknown in the findings already.
  const isRefused = roots.some(({ problems }) =>
    problems.some(({ code }) => !/^(?:terraform-warning|static-unknown)$/.test(code)),
  );
  return isRefused ? exitCodes.wrongInput : exitCodes.holds;
}
