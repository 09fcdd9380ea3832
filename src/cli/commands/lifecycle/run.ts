import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { addEnvironmentOption, addPersonOption, personOf, withWorkspace } from '../../open.ts';
import { showRun } from '../../progress.ts';
import { addProjectOption } from '../../project.ts';
import { paint } from '../../terminal.ts';

/** What a reader of evidence from one machine should know: SECURITY.md says more. */
const oneKey =
  'One key of this machine signs every step, which gives no separation of duty; people decide with their own keys.';

export const command: CommandFile = {
  summary: 'take a model from data to a registered version',
  examples: [
    'holdfast run spam-filter --as ada',
    'holdfast run spam-filter --dev          # quick loop: same contract, nothing signed or registered',
  ],
  configure(command) {
    command.argument('<model>', 'a model of holdfast.yaml');
    command.option('--dev', 'the quick loop: up to the evaluation, nothing signed, logged or registered');
    addPersonOption(addEnvironmentOption(addProjectOption(command)));
  },
  async run(terminal, [model = ''], options) {
    const { runModel } = await import('../../../app/run.ts');
    const result = await withWorkspace(terminal, options, async (workspace) => {
      const { tier, notes } = await workspace.ports.jobs.isolation();
      if (tier === 'none') terminal.err(`${paint(terminal, 'yellow', 'not isolated:')} ${notes.join(' ')}\n`);
      return runModel(workspace, {
        model,
        environment: String(options.env),
        person: personOf(terminal, options),
        dev: options.dev === true,
        observer: showRun(terminal),
        signal: terminal.signal,
      });
    });
    if (options.format === 'json') writeJson(terminal, { ...result });
    else {
      terminal.out(`${result.message}\n`);
      if (result.version) terminal.out(`${oneKey}\n`);
    }
    return exitCodes.holds;
  },
};
