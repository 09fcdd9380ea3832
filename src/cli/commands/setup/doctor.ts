import { table } from '../../../report/table.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';

export const command: CommandFile = {
  summary: 'show what is installed, what is missing and what that costs',
  examples: ['holdfast doctor'],
  configure() {},
  async run(terminal, _args, options) {
    const { diagnose } = await import('../../../app/doctor.ts');
    const { createJobRunner } = await import('../../../adapters/embedded/jobs/job-runner.ts');
    const found = await diagnose(createJobRunner());
    if (options.format === 'json') writeJson(terminal, { found });
    else {
      terminal.out(
        table(
          ['WHAT', 'STATE', 'FOUND'],
          found.map((row) => [row.name, row.state, row.found]),
        ),
      );
      for (const { name, advice } of found) if (advice) terminal.out(`\n${name}: ${advice}\n`);
    }
    return found.some(({ state }) => state === 'missing') ? exitCodes.outsideFailed : exitCodes.holds;
  },
};
