import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Ground, WhatCan } from '../../../app/proof/can.ts';
import { InputError } from '../../../base/errors.ts';
import type { Answered } from '../../../clouds/aws/access/questions.ts';
import type { AnswerKind, Context } from '../../../clouds/aws/iam/types.ts';
import { type CommandFile, exitCodes, type Options, textOption, writeJson } from '../../command.ts';
import { addEvaluationOptions, authorizationOf, evaluation, gather, listOption } from '../../plan-options.ts';
import { paint, type Terminal } from '../../terminal.ts';

export const command: CommandFile = {
  summary: 'answer whether a principal can do something, by which statement, or what closes the way',
  examples: [
    'holdfast can role/analyst s3:GetObject arn:aws:s3:::data/orders.csv infra/prod',
    'holdfast can role/analyst s3:GetObject arn:aws:s3:::data/orders.csv --context aws:SourceVpce=vpce-1 --expect denied',
    'holdfast can --who s3:GetObject aws_s3_bucket.data infra/prod     # everybody who can',
    'holdfast can --what role/analyst infra/prod                      # all that one can',
    'holdfast can role/ci iam:PassRole role/admin plan.json            # a plan of a real pipeline, or a state',
  ],
  configure(command: Command) {
    addEvaluationOptions(command)
      .argument(
        '<words...>',
        'PRINCIPAL ACTION RESOURCE [DIR|FILE]; with --who: ACTION RESOURCE [DIR|FILE]; with --what: PRINCIPAL [RESOURCE] [DIR|FILE]',
      )
      .option('--who', 'everybody who can do it')
      .option('--what', 'all that the principal itself can do, to one resource or to each')
      .option('--context <key=value>', 'the value of a condition key; may be repeated', gather, [])
      .option('--direct', 'leave out what the principal can do as someone whom it can become')
      .option('--expect <answer>', 'allowed or denied: exit with 1 when the answer is another');
  },
  async run(terminal, words, options) {
    const expected = expectedOf(options);
    const context = contextOf(listOption(options, 'context'));
    const mode = options.who === true ? 'who' : options.what === true ? 'what' : 'one';
    const call = await callOf(terminal, words, mode);
    const { groundOf } = await import('../../../app/proof/can.ts');
    const { readRootPlan } = await import('../../../app/proof/roots.ts');
    const { plan } = await readRootPlan(call.source, evaluation(terminal, options));
    const ground = groundOf(plan, await authorizationOf(terminal, options));
    const asked: Asked = { ...call, context, isDirect: options.direct === true };
    switch (mode) {
      case 'one':
        return one(terminal, options, ground, asked, expected);
      case 'who':
        return who(terminal, options, ground, asked, expected);
      case 'what':
        return what(terminal, options, ground, asked);
    }
  },
};

type Mode = 'one' | 'who' | 'what';

interface Call {
  principal: string;
  action: string;
  resource?: string;
  source?: string;
}

interface Asked extends Call {
  context: Context;
  isDirect: boolean;
}

/** The words in their order; the last is the folder or file when it is there. */
async function callOf(terminal: Terminal, words: string[], mode: Mode): Promise<Call> {
  const needed = { one: 3, who: 2, what: 1 }[mode];
  const rest = words.slice(needed);
  const [principal = '', action = '', resource = ''] = mode === 'who' ? ['', ...words] : words;
  if (words.length < needed || rest.length > (mode === 'what' ? 2 : 1)) throw wrongCall(mode);
  if (mode !== 'what') return { principal, action, resource, ...sourceOf(rest[0]) };
  const [first, second] = rest;
  if (second !== undefined) return { principal, action: '', ...resourceOf(first), source: second };
  const isSource = first !== undefined && (await exists(resolve(terminal.cwd, first)));
  return { principal, action: '', ...(isSource ? sourceOf(first) : resourceOf(first)) };
}

function sourceOf(source: string | undefined): { source?: string } {
  return source === undefined ? {} : { source };
}

function resourceOf(resource: string | undefined): { resource?: string } {
  return resource === undefined ? {} : { resource };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function wrongCall(mode: Mode): InputError {
  const forms = {
    one: 'holdfast can PRINCIPAL ACTION RESOURCE [DIR|FILE]',
    who: 'holdfast can --who ACTION RESOURCE [DIR|FILE]',
    what: 'holdfast can --what PRINCIPAL [RESOURCE] [DIR|FILE]',
  };
  return new InputError({
    code: 'wrong-call',
    message: 'the words are not as needed',
    fix: `write ${forms[mode]}`,
  });
}

function expectedOf(options: Options): AnswerKind | undefined {
  const expected = textOption(options, 'expect');
  if (expected === undefined || expected === 'allowed' || expected === 'denied') return expected;
  throw new InputError({
    code: 'wrong-call',
    message: `--expect ${expected} is no answer that can be expected`,
    fix: 'expect allowed or denied',
  });
}

/** A key that is given twice has several values; an empty value says that the request does not have the key. */
function contextOf(given: readonly string[]): Context {
  const context: Context = {};
  for (const text of given) {
    const [, key, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || value === undefined)
      throw new InputError({
        code: 'wrong-call',
        message: `--context ${text.slice(0, 80)} is not KEY=VALUE`,
        fix: 'write --context aws:SourceIp=10.0.0.1; an empty value says that the request does not have the key',
      });
    const before = context[key] ?? [];
    context[key] = value === '' ? null : [...(Array.isArray(before) ? before : [before]), value];
  }
  return context;
}

async function one(
  terminal: Terminal,
  options: Options,
  ground: Ground,
  { principal, action, resource = '', context, isDirect }: Asked,
  expected: AnswerKind | undefined,
): Promise<number> {
  const { can, overall } = await import('../../../app/proof/can.ts');
  const answered = can(ground, { principal, action, resource, context, isDirect });
  const answer = overall(answered);
  if (options.format === 'json') {
    const { answeredJson } = await import('../../../report/answers-json.ts');
    writeJson(terminal, {
      action,
      context,
      ...answeredJson(answered, ground.facts),
      paths: answered.paths,
      assumptions: allAssumptions(ground, [answered]),
    });
  } else {
    const { answerLines } = await import('../../../report/answers.ts');
    terminal.out(
      `${headline(terminal, answered.answer.answer, `${answered.principal.arn} ${action} ${answered.resource.arn}`)}\n`,
    );
    const { pathText } = await import('../../../report/access-text.ts');
    terminal.out(indented([...answerLines(answered, ground.facts), ...answered.paths.map(pathText)]));
    terminal.out(assumed(allAssumptions(ground, [answered])));
  }
  return expected === undefined || answer === expected ? exitCodes.holds : exitCodes.doesNotHold;
}

async function who(
  terminal: Terminal,
  options: Options,
  ground: Ground,
  { action, resource = '', context, isDirect }: Asked,
  expected: AnswerKind | undefined,
): Promise<number> {
  const { overall, whoCan } = await import('../../../app/proof/can.ts');
  const found = whoCan(ground, action, resource, context, isDirect);
  if (options.format === 'json') {
    const { answeredJson } = await import('../../../report/answers-json.ts');
    const principals = found.map((answered) => answeredJson(answered, ground.facts));
    writeJson(terminal, {
      action,
      resource,
      context,
      principals,
      assumptions: allAssumptions(ground, found),
    });
  } else {
    const { answerLines } = await import('../../../report/answers.ts');
    for (const answered of found) {
      terminal.out(`${headline(terminal, overall(answered), answered.principal.arn)}\n`);
      terminal.out(indented(answerLines(answered, ground.facts)));
    }
    if (found.length === 0) terminal.out(`nobody can ${action} on ${resource}\n`);
    terminal.out(assumed(allAssumptions(ground, found)));
  }
  return expected === 'denied' && found.length > 0 ? exitCodes.doesNotHold : exitCodes.holds;
}

async function what(
  terminal: Terminal,
  options: Options,
  ground: Ground,
  { principal, resource, context }: Asked,
): Promise<number> {
  const { whatCan } = await import('../../../app/proof/can.ts');
  const found: WhatCan[] = whatCan(ground, principal, resource, context);
  if (options.format === 'json') {
    const resources = found.map((one) => ({
      resource: one.resource.arn,
      address: ground.facts.addressOf(one.resource.arn),
      actions: one.actions.map(({ action, answer }) => ({ action, answer: answer.answer })),
    }));
    writeJson(terminal, { principal, context, resources, assumptions: allAssumptions(ground, []) });
    return exitCodes.holds;
  }
  for (const { resource: on, actions } of found) {
    terminal.out(`${on.arn}\n`);
    terminal.out(
      indented(
        actions.map(({ action, answer }) =>
          answer.answer === 'allowed' ? action : `${action} (${answer.answer})`,
        ),
      ),
    );
  }
  if (found.length === 0) terminal.out(`${principal} can do nothing to what is declared here\n`);
  terminal.out(assumed(allAssumptions(ground, [])));
  return exitCodes.holds;
}

function allAssumptions({ facts, plan }: Ground, answered: readonly Answered[]): string[] {
  const own = answered.flatMap(({ answer, through }) => [
    ...answer.assumptions,
    ...(through?.answer.assumptions ?? []),
  ]);
  const planned = plan.assumptions
    .filter(({ address }) => address === undefined)
    .map(({ what: text }) => text);
  return [
    ...new Set([...facts.assumptions, ...planned, ...facts.problems.map(({ message }) => message), ...own]),
  ];
}

const marks = {
  allowed: ['green', '✓'],
  denied: ['red', '✗'],
  conditional: ['yellow', '?'],
  'cannot-tell': ['yellow', '?'],
} as const;

function headline(terminal: Terminal, answer: AnswerKind, text: string): string {
  const [style, mark] = marks[answer];
  return `${paint(terminal, style, `${mark} ${answer}`)}: ${text}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('');
}

function assumed(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `assumed:\n${indented(lines)}`;
}
