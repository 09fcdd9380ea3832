import { appendFile, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckResult } from '../../../app/proof/check.ts';
import type { PullRequestEvent } from '../../../app/proof/pull-request.ts';
import { ToolError } from '../../../base/errors.ts';
import { addCheckOptions, checkChoices, exitCodeOf, sarifReport } from '../../checking.ts';
import { type CommandFile, type Options, textOption } from '../../command.ts';
import type { Terminal } from '../../terminal.ts';

/** The GitHub Action: `action.yml` calls it, with what GitHub gives every step in the environment. */
export const command: CommandFile = {
  summary: 'check a pull request within GitHub Actions: summary, comment and SARIF in one run',
  examples: [
    'holdfast action .                        # in a workflow, after the checkout of the pull request',
    'holdfast action . --sarif holdfast.sarif --no-comment',
  ],
  configure(command: Command) {
    addCheckOptions(command)
      .argument('[source]', 'a folder', '.')
      .option('--sarif <file>', 'write the findings here as well, for code scanning')
      .option('--no-comment', 'write to the job summary only');
  },
  async run(terminal, [source = '.'], options) {
    const event = await readEvent(terminal);
    const { check } = await import('../../../app/proof/check.ts');
    const result = await check({
      ...(await checkChoices(terminal, options)),
      source,
      ...(event && { base: event.baseSha }),
      access: event !== undefined,
    });
    const { findingsText } = await import('../../../report/findings-text.ts');
    terminal.out(findingsText(result, (_style, text) => text));
    await writeSarif(terminal, options, result);
    await tell(terminal, options, result, event);
    return exitCodeOf(result);
  },
};

async function readEvent({ environment }: Terminal): Promise<PullRequestEvent | undefined> {
  const file = environment.GITHUB_EVENT_PATH;
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new ToolError(`the event of GitHub cannot be read: ${cause.message}`, { cause });
  });
  const { pullRequestOf } = await import('../../../app/proof/pull-request.ts');
  return pullRequestOf(JSON.parse(text));
}

async function writeSarif(terminal: Terminal, options: Options, result: CheckResult): Promise<void> {
  const file = textOption(options, 'sarif');
  if (file === undefined) return;
  const { writeWhole } = await import('../../../app/write-whole.ts');
  await writeWhole(resolve(terminal.cwd, file), `${JSON.stringify(await sarifReport(result))}\n`);
}

/** To the job's summary always; as a comment where the token may. */
async function tell(
  terminal: Terminal,
  options: Options,
  result: CheckResult,
  event: PullRequestEvent | undefined,
): Promise<void> {
  const { commentMark, markdownOf } = await import('../../../report/markdown.ts');
  const body = markdownOf(result, result.diff);
  const {
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_TOKEN: token,
    GITHUB_REPOSITORY: repository,
  } = terminal.environment;
  if (summary) await appendFile(summary, `${body}\n`);
  if (!event || options.comment === false) return;
  if (event.isFork || !token || !repository) {
    terminal.err(
      'the comment was left out: a pull request of a fork has no right to write one; see the job summary\n',
    );
    return;
  }
  const { comment } = await import('../../../app/proof/pull-request.ts');
  const apiUrl = terminal.environment.GITHUB_API_URL ?? 'https://api.github.com';
  const how = await comment({ apiUrl, repository, number: event.number, token }, commentMark, body);
  terminal.err(`the comment was ${how}\n`);
}
