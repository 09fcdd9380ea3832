import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckResult } from '../../../app/proof/check.ts';
import { addCheckOptions, checkChoices, exitCodeOf, sarifReport } from '../../checking.ts';
import { type CommandFile, exitCodes, type Options, textOption } from '../../command.ts';
import { textMember } from '../../plan-options.ts';
import { paint, type Terminal } from '../../terminal.ts';

export const command: CommandFile = {
  summary: 'find what is wrong in the Terraform and the workflows of a repository',
  examples: [
    'holdfast check                           # the nearest folder upwards with holdfast.yaml or .git',
    'holdfast check infra/prod',
    'holdfast check plan.json                 # a plan of a real pipeline, or the JSON of a state',
    'holdfast check state.json --env prod      # what `terraform show -json` says of it, by the waivers of prod',
    'holdfast check --base origin/main --format markdown',
    'holdfast check --format sarif -o holdfast.sarif --merge-sarif trivy.sarif',
    'holdfast check --fix                     # mend what can be mended safely',
    'holdfast check --write-baseline .holdfast/baseline.json',
    'holdfast check --require SecurityHub:S3.8 --baseline .holdfast/baseline.json',
  ],
  formats: ['text', 'json', 'sarif', 'markdown', 'html'],
  configure(command: Command) {
    addCheckOptions(command)
      .argument('[source]', 'a folder, or a file with a plan or a state')
      .option('-o, --output <file>', 'write the report here')
      .option('--base <base>', 'judge a change by what was before: a folder, a plan, or a revision of git')
      .option('--baseline <file>', 'findings that were accepted before, which do not fail the build')
      .option('--write-baseline <file>', 'accept what there is today: write it to a file, and exit with 0')
      .option('--fix', 'make the changes that mend findings and are safe, in the files themselves');
  },
  async run(terminal, [source], options) {
    const { check } = await import('../../../app/proof/check.ts');
    const baseline = textOption(options, 'baseline');
    const result = await check({
      ...(await checkChoices(terminal, options)),
      ...textMember(options, 'base'),
      ...(source !== undefined && { source }),
      ...(baseline !== undefined && { baseline: resolve(terminal.cwd, baseline) }),
      access: options.format === 'html' || (options.format === 'markdown' && options.base !== undefined),
    });
    const written = textOption(options, 'writeBaseline');
    if (written !== undefined) return writeBaseline(terminal, written, result);
    if (options.fix === true) return fixAll(terminal, result);
    await print(terminal, options, await reportOf(terminal, options.format, result));
    return exitCodeOf(result);
  },
};

async function reportOf(terminal: Terminal, format: string, result: CheckResult): Promise<string> {
  switch (format) {
    case 'json': {
      const { findingsJson } = await import('../../../report/findings-json.ts');
      return `${JSON.stringify({ schemaVersion: 1, ...findingsJson(result) }, null, 2)}\n`;
    }
    case 'sarif':
      return `${JSON.stringify(await sarifReport(result), null, 2)}\n`;
    case 'markdown': {
      const { markdownOf } = await import('../../../report/markdown.ts');
      return markdownOf(result, result.diff);
    }
    case 'html': {
      const { htmlOf } = await import('../../../report/html.ts');
      return htmlOf(result, result.access ?? {}, result.intent);
    }
    default: {
      const { findingsText } = await import('../../../report/findings-text.ts');
      return findingsText(result, (style, text) => paint(terminal, style, text));
    }
  }
}

async function print(terminal: Terminal, options: Options, report: string): Promise<void> {
  const file = textOption(options, 'output');
  if (file === undefined) return terminal.out(report);
  const { writeWhole } = await import('../../../app/write-whole.ts');
  await writeWhole(resolve(terminal.cwd, file), report);
}

async function writeBaseline(terminal: Terminal, file: string, { findings }: CheckResult): Promise<number> {
  const { baselineOf } = await import('../../../findings/baseline.ts');
  const { writeWhole } = await import('../../../app/write-whole.ts');
  const baseline = baselineOf(findings);
  await writeWhole(resolve(terminal.cwd, file), `${JSON.stringify(baseline, null, 2)}\n`);
  terminal.out(`${baseline.findings.length} findings are accepted in ${file}\n`);
  return exitCodes.holds;
}

async function fixAll(terminal: Terminal, { dir, findings }: CheckResult): Promise<number> {
  const { applyFixes } = await import('../../../app/proof/fix.ts');
  const fixed = dir === undefined ? [] : await applyFixes(dir, findings);
  for (const { file, findings: mended } of fixed)
    for (const { name, check: id, change } of mended)
      terminal.out(`${file}: ${name}: ${String(change?.path)} = ${JSON.stringify(change?.value)} (${id})\n`);
  terminal.out(
    fixed.length === 0 ? 'nothing could be mended safely\n' : 'check again: what is left needs a decision\n',
  );
  return exitCodes.holds;
}
