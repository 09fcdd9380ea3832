import type { Command } from 'commander';
import type { EnvironmentFacts } from '../../../app/infrastructure/environments.ts';
import { InputError } from '../../../base/errors.ts';
import { table } from '../../../report/table.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { addProjectOption, readPlatform } from '../../project.ts';

export const command: CommandFile = {
  summary: 'list the environments on AWS: accounts, roots, roles of workflows, approvals',
  examples: [
    'holdfast environments',
    'holdfast environments prod --format env >> "$GITHUB_OUTPUT"   # root=infra/prod …',
  ],
  formats: ['text', 'json', 'env'],
  configure(command: Command) {
    addProjectOption(command).argument('[name]', 'one environment only');
  },
  async run(terminal, [name], options) {
    const { environmentFacts } = await import('../../../app/infrastructure/environments.ts');
    const { platform } = await readPlatform(terminal, options);
    const all = environmentFacts(platform);
    const found = name === undefined ? all : all.filter((one) => one.name === name);
    if (name !== undefined && found.length === 0) throw unknownEnvironment(name, all);
    if (options.format === 'json') writeJson(terminal, { environments: found });
    else if (options.format === 'env') terminal.out(found.map(asVariables).join('\n'));
    else terminal.out(asTable(found));
    return exitCodes.holds;
  },
};

function unknownEnvironment(name: string, all: readonly EnvironmentFacts[]): InputError {
  return new InputError({
    code: 'no-such-environment',
    message: `holdfast.yaml has no environment ${name} with an account`,
    fix: `name one of these: ${all.map((one) => one.name).join(', ') || 'there are none yet'}`,
  });
}

/** `name=value`, as files of GitHub Actions and shells read it; nothing in it comes from free text. */
function asVariables(one: EnvironmentFacts): string {
  const values: Record<string, string> = {
    name: one.name,
    root: one.root,
    account: one.account,
    region: one.region,
    plan_role: one.planRole ?? '',
    apply_role: one.applyRole ?? '',
    state_bucket: one.stateBucket,
    state_key: one.stateKey,
    approvers: one.approvers.join(' '),
    further_approvals: JSON.stringify(one.furtherApprovals),
  };
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function asTable(all: readonly EnvironmentFacts[]): string {
  if (all.length === 0) return 'no environment of holdfast.yaml has an account\n';
  const approvals = (one: EnvironmentFacts) =>
    Object.entries(one.approvals)
      .map(([team, count]) => `${count} of ${team}`)
      .join(', ') || 'none';
  return table(
    ['ENVIRONMENT', 'ACCOUNT', 'REGION', 'ROOT', 'PRODUCTION', 'APPROVALS OF A PLAN'],
    all.map((one) => [
      one.name,
      one.account,
      one.region,
      one.root,
      one.production ? 'yes' : 'no',
      approvals(one),
    ]),
  );
}
