import type { Command } from 'commander';
import type { ApprovalAnswer } from '../../../app/infrastructure/approvals.ts';
import { type Digest, shortDigest } from '../../../base/digest.ts';
import { InputError } from '../../../base/errors.ts';
import {
  type CommandFile,
  exitCodes,
  mustBeDigest,
  type Options,
  textOption,
  writeJson,
} from '../../command.ts';
import { gather, listOption } from '../../plan-options.ts';
import { addProjectOption, readPlatform } from '../../project.ts';
import type { Terminal } from '../../terminal.ts';

export const command: CommandFile = {
  summary: 'whether the people whom holdfast.yaml names have approved the digest of a plan on GitHub',
  examples: [
    'holdfast approvals prod approvals.json --digest sha256:… --plan real.json --author ada',
    'gh api repos/acme/ml/actions/runs/42/approvals | holdfast approvals prod /dev/stdin --digest sha256:…',
  ],
  configure(command: Command) {
    addProjectOption(command)
      .argument('<env>', 'where the plan is to be applied')
      .argument('<file>', "the review history of the run, as GitHub's API gives it")
      .requiredOption('--digest <digest>', 'what `holdfast compare` printed of the plan')
      .option(
        '--plan <file>',
        'the plan in JSON: the rules that were applied last, in its state, count as well',
      )
      .option('--author <login>', 'who wrote the change, and so does not count; may be repeated', gather, []);
  },
  async run(terminal, [environment = '', file = ''], options) {
    const { approversIn, judgeApprovals, readRecords } = await import(
      '../../../app/infrastructure/approvals.ts'
    );
    const digest = mustBeDigest(textOption(options, 'digest') ?? '');
    const approvers = approversIn(await readRecords(file, terminal.cwd), digest);
    const authors = listOption(options, 'author');
    const answers = (await rules(terminal, environment, options)).flatMap(({ by, own }) =>
      judgeApprovals(own, approvers, authors).map((answer) => ({ by, ...answer })),
    );
    const holds = answers.every(({ have, count }) => have >= count);
    if (options.format === 'json') writeJson(terminal, { holds, digest, approvers, answers });
    else terminal.out(asText(environment, answers, digest));
    return holds ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

function asText(
  environment: string,
  answers: readonly (ApprovalAnswer & { by: string })[],
  digest: Digest,
): string {
  if (answers.length === 0) return `no approvals are demanded in ${environment}\n`;
  const lines = answers.map(({ by, team, have, count, open }) => {
    const may = open.length > 0 ? `${open.join(', ')} may approve` : 'nobody else may';
    return `${have} of ${count} approvals of ${team}, as ${by} demands${have >= count ? '' : `; ${may}`}`;
  });
  const isOpen = answers.some(({ have, count }) => have < count);
  const hint = `an approval counts when its comment names ${shortDigest(digest)} or more of the digest`;
  return `${[...lines, ...(isOpen ? [hint] : [])].join('\n')}\n`;
}

/** Those of the file, and those in force: a change cannot do away with the approvals that it needs. */
async function rules(terminal: Terminal, environment: string, options: Options) {
  const { rulesInForce, rulesOf } = await import('../../../app/infrastructure/approvals.ts');
  const { platform } = await readPlatform(terminal, options);
  if (!platform.environments[environment])
    throw new InputError({
      code: 'no-such-environment',
      message: `holdfast.yaml has no environment ${environment}`,
      fix: `name one of these: ${Object.keys(platform.environments).join(', ')}`,
    });
  const declared = [{ by: 'holdfast.yaml', own: rulesOf(platform, environment) }];
  const plan = textOption(options, 'plan');
  if (plan === undefined) return declared;
  const { readDocumentFile } = await import('../../../terraform/plan/read-plan-file.ts');
  const { resolve } = await import('node:path');
  const own = rulesInForce(await readDocumentFile(resolve(terminal.cwd, plan), plan));
  return own === undefined ? declared : [...declared, { by: 'what was applied last', own }];
}
