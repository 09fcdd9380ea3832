import type { Command } from 'commander';
import type { CompareResult } from '../../../app/infrastructure/compare.ts';
import { type CommandFile, exitCodes, mustBeDigest, textOption, writeJson } from '../../command.ts';
import { addPlanOptions, planChoices } from '../../plan-options.ts';

export const command: CommandFile = {
  summary: 'hold a plan made with credentials against the proven one, and give it a digest to approve',
  examples: [
    'holdfast compare infra/prod real.json     # terraform -chdir=infra/prod show -json tfplan > real.json',
    'holdfast compare infra/prod real.json --digest sha256:…     # the one that was approved, and no other',
    'holdfast compare infra/prod real.json --format env >> "$GITHUB_OUTPUT"',
  ],
  formats: ['text', 'json', 'markdown', 'env'],
  configure(command: Command) {
    addPlanOptions(command)
      .argument('<dir>', 'the folder of the root module')
      .argument('<plan>', 'what `terraform show -json` prints of its plan')
      .option('--digest <digest>', 'the digest that was approved; another one does not hold');
  },
  async run(terminal, [dir = '', real = ''], options) {
    const { compareFolder } = await import('../../../app/infrastructure/compare.ts');
    const digest = textOption(options, 'digest');
    const result = await compareFolder({
      dir,
      real,
      ...planChoices(terminal, options),
      ...(digest !== undefined && { digest: mustBeDigest(digest) }),
    });
    if (options.format === 'json') writeJson(terminal, { ...result });
    else if (options.format === 'env') terminal.out(asVariables(result));
    else if (options.format === 'markdown') terminal.out(`\`\`\`\n${asText(dir, result)}\`\`\`\n`);
    else terminal.out(asText(dir, result));
    const holds = result.differences.length === 0 && result.isApproved;
    return holds ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

function asVariables({ digest, actions }: CompareResult): string {
  const changes = Object.values(actions).some((addresses) => addresses.length > 0);
  return `digest=${digest}\nchanges=${changes}\n`;
}

const shownMax = 50;

function asText(dir: string, result: CompareResult): string {
  const { differences, later, compared, digest, isApproved, actions } = result;
  const holds = differences.length === 0;
  const lines = [
    `${dir}: ${compared} values compared with the credential-free plan: ${holds ? 'all as proven' : `${differences.length} differ`}`,
    ...listed(
      '',
      differences.map(
        ({ address, attribute, message }) => `${address}${attribute ? `.${attribute}` : ''}: ${message}`,
      ),
    ),
    ...listed(
      'known only afterwards, when the state is checked:',
      later.map(({ address, attribute }) => `${address}.${attribute}`),
    ),
    ...Object.entries(actions).flatMap(([action, addresses]) => listed(`to ${action}:`, addresses)),
    `digest of the plan: ${digest}`,
    ...(isApproved ? [] : ['another digest was approved: plan again, and have this one approved']),
  ];
  return `${lines.join('\n')}\n`;
}

function listed(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, shownMax).map((item) => `  ${item}`);
  const more = items.length > shownMax ? [`  and ${items.length - shownMax} more`] : [];
  return [...(title === '' ? [] : [title]), ...shown, ...more];
}
