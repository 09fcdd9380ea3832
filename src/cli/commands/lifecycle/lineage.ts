import type { Lineage, LineageStep } from '../../../app/lineage.ts';
import { table } from '../../../report/table.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { withWorkspace } from '../../open.ts';
import { addProjectOption } from '../../project.ts';

export const command: CommandFile = {
  summary: 'show where a version came from and what became of it, from its signed statements',
  examples: ['holdfast lineage spam-filter', 'holdfast lineage spam-filter@2 --format json'],
  configure(command) {
    command.argument('<ref>', 'MODEL, MODEL@NUMBER or MODEL@sha256:DIGEST');
    addProjectOption(command);
  },
  async run(terminal, [ref = ''], options) {
    const { lineageOf } = await import('../../../app/lineage.ts');
    const lineage = await withWorkspace(terminal, options, (workspace) => lineageOf(workspace, ref));
    if (options.format === 'json') writeJson(terminal, { ...lineage });
    else terminal.out(asText(lineage));
    return exitCodes.holds;
  },
};

function asText(lineage: Lineage): string {
  const rows = lineage.steps.flatMap((step) => [
    [`[${step.entry}]`, nameOf(step), listed(step.inputs), listed(step.outputs), step.summary],
  ]);
  const after = [
    ...lineage.decisions.map((row) => `[${row.entry}] ${row.person}: ${row.decision}, ${row.time}\n`),
    ...lineage.deployments.map((row) => `[${row.entry}] deployed in ${row.environment}, ${row.time}\n`),
  ];
  return `${lineage.title}\n\n${table(['ENTRY', 'STEP', 'FROM', 'TO', 'WHAT'], rows)}\n${after.join('')}`;
}

const nameOf = ({ step, dataset }: LineageStep): string => (dataset ? `${step} ${dataset}` : step);

const listed = (artifacts: Record<string, string>): string =>
  Object.entries(artifacts)
    .map(([name, digest]) => `${name} ${digest.slice(7, 15)}`)
    .join(', ') || '-';
