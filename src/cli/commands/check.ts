import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckResult } from '../../app/check.ts';
import { type CommandFile, exitCodes, type Options, textOption, writeJson } from '../command.ts';
import { addPlanOptions, gather, listOption, planChoices } from '../plan-options.ts';
import { paint, type Terminal } from '../terminal.ts';

export const command: CommandFile = {
  summary: 'find what is wrong in the Terraform and the workflows of a repository',
  examples: [
    'holdfast check                        # the nearest folder upwards with holdfast.yaml or .git',
    'holdfast check infra/prod',
    'holdfast check plan.json              # a plan of a real pipeline, or the JSON of a state',
    'holdfast check --require SecurityHub:S3.8 --format json',
  ],
  configure(command: Command) {
    addPlanOptions(command)
      .argument('[source]', 'a folder, or a file with a plan or a state')
      .option(
        '--require <control>',
        'a control that must hold whatever its severity; may be repeated',
        gather,
        [],
      )
      .option('--account-authorization <file>', 'what aws iam get-account-authorization-details printed');
  },
  async run(terminal, [source], options) {
    const { check } = await import('../../app/check.ts');
    const authorization = await authorizationOf(terminal, options);
    const result = await check({
      ...planChoices(terminal, options),
      ...(source !== undefined && { source }),
      ...(authorization && { authorization }),
      required: listOption(options, 'require'),
      now: new Date(),
    });
    if (options.format === 'json') {
      const { findingsJson } = await import('../../report/findings-json.ts');
      writeJson(terminal, findingsJson(result));
    } else {
      const { findingsText } = await import('../../report/findings-text.ts');
      terminal.out(findingsText(result, (style, text) => paint(terminal, style, text)));
    }
    return exitCodeOf(result);
  },
};

function exitCodeOf({ failing, roots }: CheckResult): number {
  if (failing.length > 0) return exitCodes.doesNotHold;
  const isRefused = roots.some(({ problems }) => problems.some(({ code }) => code !== 'terraform-warning'));
  return isRefused ? exitCodes.wrongInput : exitCodes.holds;
}

async function authorizationOf(terminal: Terminal, options: Options) {
  const file = textOption(options, 'accountAuthorization');
  if (file === undefined) return undefined;
  const { readAccountAuthorization } = await import('../../app/authorization.ts');
  return readAccountAuthorization(resolve(terminal.cwd, file));
}
