import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAction } from './action.ts';
import { readCodeowners } from './codeowners.ts';
import { readDependabot } from './dependabot.ts';
import { readRuleset } from './ruleset.ts';
import { readWorkflow } from './workflow.ts';

const text = `name: Build
on:
  push:
    branches: [main]
  workflow_dispatch:
    inputs: { level: { type: choice } }
permissions: { contents: read }
jobs:
  a:
    runs-on: [self-hosted, linux]
    environment: { name: prod, url: https://example.com }
    container: { image: node:22, credentials: { username: u, password: p } }
    strategy: { matrix: { os: [x, y], include: [{ os: z }] } }
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with: { persist-credentials: false }
      - id: b
        run: |
          echo a
          echo \${{ github.sha }}
  c:
    needs: a
    uses: acme/flows/.github/workflows/x.yml@v1
    secrets: inherit
`;

describe('workflows', () => {
  it('are read with their places', () => {
    const { value, issues } = readWorkflow(text, 'w.yml');
    expect(issues).toEqual([]);
    const [a, c] = value?.jobs ?? [];
    expect(
      value?.triggers.map(({ event, branches, inputs }) => ({
        event,
        branches,
        inputs: inputs.map(({ type }) => type),
      })),
    ).toEqual([
      { event: 'push', branches: ['main'], inputs: [] },
      { event: 'workflow_dispatch', branches: undefined, inputs: ['choice'] },
    ]);
    expect(a?.environment?.name.value).toBe('prod');
    expect(a?.container?.credentials.map(({ name }) => name)).toEqual(['username', 'password']);
    expect(a?.matrix.map(({ value: one }) => one.value)).toEqual(['x', 'y', 'z']);
    expect(a?.steps[0]?.uses).toMatchObject({
      name: 'actions/checkout',
      refKind: 'commit',
      comment: 'v5.0.0',
    });
    expect(a?.steps[1]?.run?.block).toEqual({ line: 19, column: 11 });
    expect(c).toMatchObject({
      needs: ['a'],
      secrets: 'inherit',
      place: { file: 'w.yml', line: 21, column: 3 },
    });
    expect(c?.uses).toMatchObject({ name: 'acme/flows/.github/workflows/x.yml', refKind: 'tag' });
  });

  it('resolve aliases, and no more of them than is bounded', () => {
    const aliased = 'on: push\njobs:\n  a: &a\n    runs-on: x\n    steps:\n      - run: y\n  b: *a\n';
    expect(readWorkflow(aliased, 'w.yml').value?.jobs.map(({ steps }) => steps[0]?.run?.value)).toEqual([
      'y',
      'y',
    ]);
    const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`);
    const bomb = `a0: &a0 x\n${levels.join('\n')}\n`;
    expect(readWorkflow(bomb, 'w.yml').issues.map(({ code }) => code)).toContain('github-file-too-deep');
  });

  it.each([
    '[',
    '{a: '.repeat(5_000),
    '- '.repeat(5_000),
    'a: *b',
    '&a [*a]',
    '\u0000',
    '%YAML 9\n---',
    '? [a]\n: b',
    'on: {push: [1, [2]]}\njobs: {a: [], b: {steps: {c: d}}}',
  ])('survive %j', (hostile) => {
    expect(() => readWorkflow(hostile, 'w.yml')).not.toThrow();
  });

  it('are not read when they are too large', () => {
    expect(readWorkflow('a'.repeat(2_000_000), 'w.yml').issues.map(({ code }) => code)).toEqual([
      'github-file-too-large',
    ]);
  });

  it('never throw, whatever the text', () => {
    const words = [
      'on',
      'jobs',
      'steps',
      'uses',
      'with',
      'run',
      'permissions',
      'needs',
      'a',
      '*a',
      '&a',
      ': ',
      '\n',
      '\n  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '|',
      '"',
      "'",
      '${{',
      '}}',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
        const any = parts.join('');
        for (const read of [readWorkflow, readAction, readDependabot, readRuleset]) read(any, 'x');
        readCodeowners(any, 'x');
      }),
      { numRuns: 300 },
    );
  });
});
