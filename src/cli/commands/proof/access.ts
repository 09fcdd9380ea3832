import type { Command } from 'commander';
import type { AccessResult } from '../../../app/proof/access.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { addEvaluationOptions, authorizationOf, evaluation, textMember } from '../../plan-options.ts';
import type { Terminal } from '../../terminal.ts';

export const command: CommandFile = {
  summary: 'show who can do what to datasets, models, endpoints, keys, logs and identities',
  examples: [
    'holdfast access infra/prod',
    'holdfast access --intent                # what is granted and not intended, and the other way round',
    'holdfast access --base origin/main      # what this change adds and removes',
    'holdfast access plan.json --format json',
  ],
  configure(command: Command) {
    addEvaluationOptions(command)
      .argument('[source]', 'a folder, or a file with a plan or a state')
      .option('--intent', 'compare with holdfast.yaml; exits with 1 when they differ')
      .option('--base <base>', 'compare with a folder, a plan, or a revision of git');
  },
  async run(terminal, [source], options) {
    const { access } = await import('../../../app/proof/access.ts');
    const authorization = await authorizationOf(terminal, options);
    const result = await access({
      ...evaluation(terminal, options),
      ...textMember(options, 'base'),
      ...(source !== undefined && { source }),
      ...(authorization && { authorization }),
      intent: options.intent === true,
    });
    if (options.format === 'json') writeJson(terminal, { ...result });
    else await print(terminal, result);
    return isAsIntended(result) ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

function isAsIntended({ intent = {} }: AccessResult): boolean {
  return Object.values(intent).every(
    ({ excess, missing, unclear }) => excess.length + missing.length + unclear.length === 0,
  );
}

async function print(
  terminal: Terminal,
  { environments, intent, diff, assumptions }: AccessResult,
): Promise<void> {
  const { diffText, intentText, matrixText } = await import('../../../report/access-text.ts');
  const parts = [
    ...Object.entries(diff ?? {}).map(([name, one]) => diffText(name, one)),
    ...Object.entries(intent ?? {}).flatMap(([name, one]) => {
      const found = environments[name];
      return found ? [intentText(name, one, found)] : [];
    }),
  ];
  if (!diff && !intent)
    parts.push(...Object.entries(environments).map(([name, one]) => matrixText(name, one)));
  terminal.out(parts.join('\n'));
  terminal.out(
    assumptions.length === 0 ? '' : `\nassumed:\n${assumptions.map((line) => `  ${line}\n`).join('')}`,
  );
}
