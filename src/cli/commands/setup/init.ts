import { relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { InitResult } from '../../../app/blueprint/init.ts';
import type { Step } from '../../../app/blueprint/settings.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { gather, listOption, textMember } from '../../plan-options.ts';
import { paint, type Terminal } from '../../terminal.ts';
import { ownVersion } from '../../version.ts';

export const command: CommandFile = {
  summary: "make a platform's repository: holdfast.yaml, infrastructure, workflows, an example pipeline",
  examples: [
    'holdfast init ml-platform                # everything, to be proven at once: holdfast check ml-platform',
    'holdfast init --adopt check              # here, and only the check of pull requests',
    'holdfast init --adopt environment --account dev=111122223333 --region eu-west-1',
    'holdfast init --repository acme/ml --owner-id 41830112 --repository-id 904417265',
  ],
  configure(command: Command) {
    command
      .argument('[dir]', 'a folder, new or with a repository; nothing in it is changed', '.')
      .addOption(
        new Option('--adopt <step>', 'how far to go: check, then one environment, then the whole platform')
          .choices(['check', 'environment', 'platform'])
          .default('platform'),
      )
      .option(
        '--platform <name>',
        'the beginning of every name, at most ten characters (default: of the folder)',
      )
      .option('--region <region>', 'the region of AWS (default: eu-central-1)')
      .option('--account <env=number>', 'the account of an environment; may be repeated', gather, [])
      .option('--repository <owner/name>', 'the repository on GitHub (default: of the remote origin)')
      .option('--owner-id <id>', 'its owner as a number: gh api repos/OWNER/NAME --jq .owner.id')
      .option('--repository-id <id>', 'the repository as a number: gh api repos/OWNER/NAME --jq .id');
  },
  async run(terminal, [given = '.'], options) {
    const { init } = await import('../../../app/blueprint/init.ts');
    const dir = resolve(terminal.cwd, given);
    const result = await init({
      dir,
      step: String(options.adopt) as Step,
      accounts: listOption(options, 'account'),
      ...textMember(options, 'platform'),
      ...textMember(options, 'region'),
      ...textMember(options, 'repository'),
      ...textMember(options, 'ownerId'),
      ...textMember(options, 'repositoryId'),
      now: new Date(),
      version: await ownVersion(),
      signal: terminal.signal,
    });
    if (options.format === 'json') writeJson(terminal, { ...result });
    else terminal.out(asText(terminal, relative(terminal.cwd, dir) || '.', result));
    return exitCodes.holds;
  },
};

const keptMax = 20;

function asText(terminal: Terminal, dir: string, { settings, made, kept, unchanged }: InitResult): string {
  const lines = [
    `${paint(terminal, 'green', '✓')} ${dir}: ${made.length} files made, ${unchanged} were there already`,
    ...(kept.length > 0 ? [`left as they are, because they have other content:`] : []),
    ...kept.slice(0, keptMax).map((path) => `  ${path}`),
    ...(kept.length > keptMax ? [`  and ${kept.length - keptMax} more`] : []),
    '',
    ...nextOf(dir, settings),
  ];
  return `${lines.join('\n')}\n`;
}

function nextOf(dir: string, { step, accounts }: InitResult['settings']): string[] {
  const at = dir === '.' ? '' : ` ${dir}`;
  if (step === 'check')
    return [
      'next:',
      `  holdfast check${at}           what a pull request would be told today`,
      `  git add .github             the workflow Check judges every change from then on`,
      `  holdfast init${at} --adopt environment   when you want the infrastructure as well`,
    ];
  return [
    'without any account:',
    `  holdfast check${at}           nothing is found in ${Object.keys(accounts).join(', ')}`,
    `  holdfast access --intent${at}   who can do what is what holdfast.yaml says`,
    '',
    'the example pipeline, on this machine:',
    `  ${dir === '.' ? '' : `cd ${dir} && `}npm ci && holdfast identity create ada && holdfast run spam-filter --as ada`,
    '',
    'to have it on AWS: fill in accounts, repository and people in holdfast.yaml, then infra/README.md',
    ...(step === 'environment' ? [`further environments: holdfast init${at} --adopt platform`] : []),
  ];
}
