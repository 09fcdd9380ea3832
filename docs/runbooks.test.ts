import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/program.ts';
import { recordingTerminal } from '../src/cli/testing/recording-terminal.ts';
import { actionOf } from '../src/clouds/aws/iam/catalogue/services.ts';
import { planStatically } from '../src/terraform/static/plan.ts';
import { blocksOf } from '../tools/testing/markdown.ts';
import { mustParse } from './testing/command-line.ts';
import { mentionsIn, namesOf, plannedIn } from './testing/names.ts';
import { type Call, recorded } from './testing/recorded.ts';

const folder = join(import.meta.dirname, 'runbooks');
const example = join(import.meta.dirname, '../examples/credit-risk');
const runbooks = readdirSync(folder).filter((name) => name.endsWith('.md'));
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Commands of the AWS CLI that are called otherwise than the actions that they take. */
const otherwise: Readonly<Record<string, string>> = {
  's3api list-object-versions': 's3:ListBucketVersions',
  'sts get-caller-identity': 'sts:GetCallerIdentity',
};

function actionFor([service = '', operation = '']: readonly string[]): string {
  const words = operation.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return otherwise[`${service} ${operation}`] ?? `${service.replace('s3api', 's3')}:${words.join('')}`;
}

const calls = new Map<string, Call[]>();
const callsOf = (name: string, program: string) =>
  (calls.get(name) ?? []).filter((call) => call.program === program);

beforeAll(() => {
  for (const name of runbooks) calls.set(name, recorded(blocksOf(textOf(name), 'sh').join('\n')));
});

describe('each runbook', () => {
  it('is there', () => {
    expect(runbooks).toEqual([
      'break-glass.md',
      'infrastructure-rollback.md',
      'key-rotation.md',
      'leaked-token.md',
      'poisoned-dataset.md',
      'restore.md',
      'tampered-model.md',
    ]);
  });

  it.each(runbooks)('%s says when, who, what to do, how to see that it worked, and what is lost', (name) => {
    const text = textOf(name);
    for (const part of [
      '**When.**',
      '**Who.**',
      '## Steps',
      '## How to see that it worked',
      '## What is lost',
    ])
      expect(text).toContain(part);
  });

  it.each(runbooks)('%s has commands of Holdfast that there are', async (name) => {
    const own = callsOf(name, 'holdfast');
    expect(own.length).toBeGreaterThan(2);
    for (const { args } of own) await mustParse(args);
  });

  it.each(runbooks)('%s has commands of AWS that there are', (name) => {
    for (const { args } of callsOf(name, 'aws'))
      expect(actionOf(actionFor(args)), args.join(' ')).toBeDefined();
  });
});

describe('what runbooks name', () => {
  let names: Set<string>;
  beforeAll(async () => {
    const roots = ['staging', 'prod'].map((one) => plannedIn(join(example, 'infra', one)));
    names = namesOf((await Promise.all(roots)).flat());
  });

  it.each(runbooks)('is made by the blueprint: %s', (name) => {
    const made = new Set(names);
    const missing: string[] = [];
    for (const call of calls.get(name) ?? []) {
      const mentions = mentionsIn(call).map(({ kind, name: one }) => `${kind} ${one}`);
      // A policy that the runbook itself puts there.
      if (call.args[1] === 'put-role-policy')
        for (const one of mentions) if (one.startsWith('policy of a role')) made.add(one);
      missing.push(...mentions.filter((one) => !made.has(one)));
    }
    expect(missing).toEqual([]);
  });

  it('is more than a few things', () => {
    const mentioned = [...calls.values()].flat().flatMap(mentionsIn);
    const kinds = new Set(mentioned.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'address',
      'alarm',
      'alias',
      'bucket',
      'endpoint',
      'log group',
      'policy',
      'policy of a role',
      'role',
      'secret',
    ]);
    expect(mentioned.length).toBeGreaterThan(60);
  });
});

describe('who acts by a runbook', () => {
  let plans: string;
  beforeAll(async () => {
    plans = mkdtempSync(join(tmpdir(), 'holdfast-runbooks-'));
    for (const root of ['staging', 'prod']) {
      const { plan } = await planStatically({
        dir: join(example, 'infra', root),
        varFiles: [],
        variables: [],
        environment: {},
        timeoutMs: 60_000,
        signal: new AbortController().signal,
      });
      writeFileSync(join(plans, `${root}.json`), JSON.stringify(plan));
    }
  });
  afterAll(() => rmSync(plans, { recursive: true, force: true }));

  const asking = runbooks.filter((name) => textOf(name).includes('## May they?'));

  it('is asked about in all but one', () => {
    expect(runbooks.filter((name) => !asking.includes(name))).toEqual(['infrastructure-rollback.md']);
  });

  it.each(asking)('may do it, and no more: %s', async (name) => {
    const questions = callsOf(name, 'holdfast').filter(({ args }) => args[0] === 'can');
    expect(questions.length).toBeGreaterThan(1);
    for (const { args } of questions) {
      const { terminal, text } = recordingTerminal(plans);
      const asked = args.map((arg) => arg.replace(/^infra\/(\w+)$/, '$1.json'));
      const code = await runCli(terminal, asked);
      expect(code, `${args.join(' ')}\n${text.out}${text.err}`).toBe(0);
      expect(text.out).not.toMatch(/^\? cannot.tell/m);
    }
  });
});
