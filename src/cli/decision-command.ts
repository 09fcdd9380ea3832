import { type CommandFile, exitCodes, textOption, writeJson } from './command.ts';
import { addEnvironmentOption, addPersonOption, personOf, withWorkspace } from './open.ts';
import { addProjectOption } from './project.ts';

const words = {
  approve: { summary: 'approve a version: your signature on its exact bytes', past: 'approved' },
  reject: { summary: 'reject a version for good', past: 'rejected' },
};

/** `approve` and `reject` are one act with two outcomes. */
export function decisionCommand(decision: 'approve' | 'reject'): CommandFile {
  const { summary, past } = words[decision];
  return {
    summary,
    examples: [
      `holdfast ${decision} spam-filter --as ben`,
      `holdfast ${decision} spam-filter@3 --as ben --reason "reviewed the errors on newsletters"`,
    ],
    configure(command) {
      command.argument('<ref>', 'MODEL (its newest version), MODEL@NUMBER or MODEL@sha256:DIGEST');
      command.option('--reason <text>', 'kept in the signed statement');
      addPersonOption(addEnvironmentOption(addProjectOption(command)));
    },
    async run(terminal, [ref = ''], options) {
      const { decide } = await import('../app/decide.ts');
      const result = await withWorkspace(terminal, options, (workspace) =>
        decide(workspace, {
          ref,
          decision,
          person: personOf(terminal, options),
          environment: String(options.env),
          reason: textOption(options, 'reason'),
        }),
      );
      if (options.format === 'json') writeJson(terminal, { ...result });
      else terminal.out(`${result.person} ${result.added ? 'has' : 'had already'} ${past} ${result.title}\n`);
      return exitCodes.holds;
    },
  };
}
