import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { bytesText } from '../../../base/units.ts';
import { type CommandFile, exitCodes, textOption, writeJson } from '../../command.ts';
import { withWorkspace } from '../../open.ts';
import { addProjectOption } from '../../project.ts';
import { paint, type Terminal } from '../../terminal.ts';

export const command: CommandFile = {
  summary: 'check the whole log and everything that it names, from scratch',
  examples: [
    'holdfast audit verify',
    'holdfast audit verify --since checkpoint-of-monday.txt   # is this log a continuation of that one?',
  ],
  configure(command) {
    command.option('--since <file>', 'a checkpoint that was kept elsewhere; finds a log that was set back');
    addProjectOption(command);
  },
  async run(terminal, _args, options) {
    const { auditAll } = await import('../../../app/audit.ts');
    const since = await readSince(terminal, textOption(options, 'since'));
    const audit = await withWorkspace(terminal, options, (workspace) =>
      auditAll(workspace, since, showLine(terminal)),
    );
    if (terminal.interactive) terminal.err('\r\u001b[2K');
    const { artifacts, problems } = audit;
    if (options.format === 'json') {
      const found = problems.map(({ code, subject, reason }) => ({ code, subject, message: reason }));
      writeJson(terminal, { ...audit, problems: found });
    } else {
      for (const problem of problems) terminal.out(`${paint(terminal, 'red', '✗')} ${problem.message}\n`);
      terminal.out(
        `${audit.entries} log entries, ${audit.statements} valid statements, ${artifacts.artifacts} artifacts (${bytesText(artifacts.bytes)})`,
      );
      terminal.out(artifacts.erased > 0 ? `, ${artifacts.erased} erased on purpose\n` : '\n');
      terminal.out(
        problems.length === 0
          ? `${paint(terminal, 'green', '✓')} everything holds\n`
          : `${problems.length} things do not hold\n`,
      );
    }
    return problems.length === 0 ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

const showLine = (terminal: Terminal) => (line: string) => {
  if (terminal.interactive) terminal.err(`\r\u001b[2K  ${line}`);
};

async function readSince(terminal: Terminal, path: string | undefined): Promise<Uint8Array | undefined> {
  if (path === undefined) return undefined;
  return readFile(resolve(terminal.cwd, path)).catch((error: Error) => {
    throw new InputError({
      code: 'checkpoint-unreadable',
      message: `cannot read ${path}: ${error.message}`,
      fix: 'name the file that a deploy printed its checkpoint into',
    });
  });
}
