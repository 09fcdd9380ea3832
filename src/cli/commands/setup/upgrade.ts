import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { UpgradeResult } from '../../../app/blueprint/upgrade.ts';
import { type CommandFile, exitCodes, textOption, writeJson } from '../../command.ts';
import { addEvaluationOptions, evaluation } from '../../plan-options.ts';
import { ownVersion } from '../../version.ts';

export const command: CommandFile = {
  summary: 'show what the blueprint of this Holdfast changes in a repository, and in who can do what',
  examples: [
    'holdfast upgrade                        # nothing is written: what would change, as a diff',
    'holdfast upgrade -o upgrade.patch && git apply upgrade.patch',
  ],
  configure(command: Command) {
    addEvaluationOptions(command)
      .argument('[dir]', 'a repository that `holdfast init` made', '.')
      .option('-o, --output <file>', 'write the whole difference here, for git apply');
  },
  async run(terminal, [dir = '.'], options) {
    const { upgrade } = await import('../../../app/blueprint/upgrade.ts');
    const version = await ownVersion();
    const result = await upgrade({ ...evaluation(terminal, options), dir, version });
    const output = textOption(options, 'output');
    if (output !== undefined && !result.isCurrent) {
      const { writeWhole } = await import('../../../app/write-whole.ts');
      await writeWhole(resolve(terminal.cwd, output), result.patches.whole, 0o644);
    }
    const { patches, ...rest } = result;
    if (options.format === 'json')
      writeJson(terminal, { ...rest, patch: patches.text, merging: patches.merging });
    else terminal.out(await asText(result, output));
    return exitCodes.holds;
  },
};

const titles = {
  changed: 'change:',
  added: 'are new:',
  removed: 'go:',
  both: 'you changed as well, and are left as they are (below, from yours to the new one):',
  away: 'you removed, and stay away:',
} as const;

async function asText(result: UpgradeResult, output: string | undefined): Promise<string> {
  const { from, to, isCurrent, patches, access = {} } = result;
  if (isCurrent) return `the repository has all of the blueprint ${to}\n`;
  const { diffText } = await import('../../../report/access-text.ts');
  const lists = Object.entries(titles).flatMap(([kind, title]) => {
    const paths = result[kind as keyof typeof titles];
    return paths.length === 0 ? [] : [title, ...paths.map((path) => `  ${path}`)];
  });
  const parts = [
    `from the blueprint ${from} to ${to}`,
    ...lists,
    '',
    ...Object.entries(access).map(([name, one]) => diffText(name, one)),
    ...(output === undefined ? [patches.text] : [`git apply ${output}`, '']),
    ...(patches.merging === '' ? [] : ['for you to put together:', patches.merging]),
  ];
  return parts.join('\n');
}
