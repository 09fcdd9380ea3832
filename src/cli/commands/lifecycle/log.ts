import { table } from '../../../report/table.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { withWorkspace } from '../../open.ts';
import { addProjectOption } from '../../project.ts';

export const command: CommandFile = {
  summary: 'list what happened, or show one entry of the log',
  examples: [
    'holdfast log',
    'holdfast log --last 5',
    'holdfast log 12        # the signed statement of entry 12',
  ],
  configure(command) {
    command.argument('[index]', 'show this entry whole');
    command.option('--last <n>', 'only the newest n entries', '50');
    addProjectOption(command);
  },
  async run(terminal, [index], options) {
    const { listLog, showEntry } = await import('../../../app/log.ts');
    if (index !== undefined) {
      const entry = await withWorkspace(terminal, options, (workspace) => showEntry(workspace, index));
      writeJson(terminal, { ...entry });
      return exitCodes.holds;
    }
    const { entries, checkpoint } = await withWorkspace(terminal, options, (workspace) =>
      listLog(workspace, String(options.last)),
    );
    if (options.format === 'json') writeJson(terminal, { entries, checkpoint });
    else {
      const rows = entries.map((entry) => [String(entry.index), entry.time, entry.kind, entry.subject]);
      terminal.out(table(['ENTRY', 'TIME', 'KIND', 'ABOUT'], rows));
      terminal.out(`\ncheckpoint\n${checkpoint}`);
    }
    return exitCodes.holds;
  },
};
