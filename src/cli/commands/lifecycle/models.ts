import { table } from '../../../report/table.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { withWorkspace } from '../../open.ts';
import { addProjectOption } from '../../project.ts';

export const command: CommandFile = {
  summary: 'list the registered versions, who decided on them, and where they are deployed',
  examples: ['holdfast models', 'holdfast models spam-filter --format json'],
  configure(command) {
    command.argument('[model]', 'only this model');
    addProjectOption(command);
  },
  async run(terminal, [model], options) {
    const { listModels } = await import('../../../app/models.ts');
    const models = await withWorkspace(terminal, options, (workspace) => listModels(workspace, model));
    if (options.format === 'json') writeJson(terminal, { models });
    else if (models.length === 0) terminal.out('No model is registered yet: holdfast run MODEL\n');
    else {
      const rows = models.map((row) => [
        row.version,
        row.digest.slice(0, 19),
        row.author,
        row.decisions.join(', ') || '-',
        row.deployedTo.join(', ') || '-',
      ]);
      terminal.out(table(['VERSION', 'DIGEST', 'AUTHOR', 'DECISIONS', 'DEPLOYED TO'], rows));
    }
    return exitCodes.holds;
  },
};
