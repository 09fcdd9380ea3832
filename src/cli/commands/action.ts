import { appendFile, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckResult } from '../../app/proof/check.ts';
import type { PullRequestEvent } from '../../app/proof/pull-request.ts';
import { InputError, ToolError } from '../../base/errors.ts';
import { type CommandFile, exitCodes, type Options, textOption } from '../command.ts';
import { addEvaluationOptions, evaluation, gather, listOption } from '../plan-options.ts';
import type { Terminal } from '../terminal.ts';
import { ownVersion } from '../version.ts';

/** The GitHub Action: `action.yml` calls it, with what GitHub gives every step in the environment. */
export const command: CommandFile = {
  summary: 'check a pull request within GitHub Actions: summary, comment and SARIF in one run',
  examples: [
    'holdfast action .                        # in a workflow, after the checkout of the pull request',
    'holdfast action . --sarif holdfast.sarif --no-comment',
  ],
  configure(command: Command) {
    addEvaluationOptions(command)
      .argument('[source]', 'a folder', '.')
      .option('--sarif <file>', 'write the findings here as well, for code scanning')
      .option('--merge-sarif <file>', 'findings of another tool, as SARIF; may be repeated', gather, [])
      .option(
        '--require <control>',
        'a control that must hold whatever its severity; may be repeated',
        gather,
        [],
      )
      .option('--no-comment', 'write to the job summary only');
  },
  async run(terminal, [source = '.'], options) {
    const event = await readEvent(terminal);
    const { check } = await import('../../app/proof/check.ts');
    const result = await check({
      ...evaluation(terminal, options),
      source,
      ...(event && { base: event.baseSha }),
      sarif: await Promise.all(listOption(options, 'mergeSarif').map((file) => readText(terminal, file))),
      access: event !== undefined,
      required: listOption(options, 'require'),
      now: new Date(),
    });
    const { findingsText } = await import('../../report/findings-text.ts');
    terminal.out(findingsText(result, (_style, text) => text));
    await writeSarif(terminal, options, result);
    await tell(terminal, options, result, event);
    return result.failing.length > 0 ? exitCodes.doesNotHold : exitCodes.holds;
  },
};

async function readEvent({ environment }: Terminal): Promise<PullRequestEvent | undefined> {
  const file = environment.GITHUB_EVENT_PATH;
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new ToolError(`the event of GitHub cannot be read: ${cause.message}`, { cause });
  });
  const { pullRequestOf } = await import('../../app/proof/pull-request.ts');
  return pullRequestOf(JSON.parse(text));
}

async function readText(terminal: Terminal, file: string): Promise<{ text: string; file: string }> {
  const text = await readFile(resolve(terminal.cwd, file), 'utf8').catch((error: Error) => {
    throw new InputError({ code: 'unreadable', message: `cannot read ${file}: ${error.message}` });
  });
  return { text, file };
}

async function writeSarif(terminal: Terminal, options: Options, result: CheckResult): Promise<void> {
  const file = textOption(options, 'sarif');
  if (file === undefined) return;
  const [{ sarifOf }, { writeWhole }, { repositoryPrefix }] = await Promise.all([
    import('../../report/sarif.ts'),
    import('../../app/write-whole.ts'),
    import('../../app/proof/base.ts'),
  ]);
  const prefix = result.dir === undefined ? '' : await repositoryPrefix(result.dir);
  const sarif = sarifOf(result, { version: await ownVersion(), prefix });
  await writeWhole(resolve(terminal.cwd, file), `${JSON.stringify(sarif)}\n`);
}

/** To the job's summary always; as a comment where the token may. */
async function tell(
  terminal: Terminal,
  options: Options,
  result: CheckResult,
  event: PullRequestEvent | undefined,
): Promise<void> {
  const { commentMark, markdownOf } = await import('../../report/markdown.ts');
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
  const { comment } = await import('../../app/proof/pull-request.ts');
  const apiUrl = terminal.environment.GITHUB_API_URL ?? 'https://api.github.com';
  const how = await comment({ apiUrl, repository, number: event.number, token }, commentMark, body);
  terminal.err(`the comment was ${how}\n`);
}
