import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { formatIssue, type Issue } from '../base/issue.ts';
import { parsePlatform } from './parse.ts';

const folder = import.meta.dirname;
const fixture = (name: string) => readFileSync(join(folder, 'fixtures', `${name}.yaml`), 'utf8');
const company = fixture('company');
const smallest = fixture('smallest');

/** One change to the company's file, and every issue that follows, as people read them. */
interface Case {
  name: string;
  from: string;
  to: string;
  issues: string;
}

const files = readdirSync(join(folder, 'cases')).filter((name) => name.endsWith('.json'));
const tables = files.map((file) => {
  const text = readFileSync(join(folder, 'cases', file), 'utf8');
  const table: { about: string; cases: Case[] } = JSON.parse(text);
  return { file, text, ...table };
});

function issuesOf({ from, to }: Case): string {
  expect(company).toContain(from);
  const changed = company.replace(from, () => to);
  return parsePlatform(changed, 'holdfast.yaml').issues.map(formatIssue).join('\n');
}

describe.each(tables)('$file: $about', ({ file, cases, about }) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(issuesOf(one)).toBe(one.issues);
  });

  it('is what `vitest run -u` writes', async () => {
    const written = { about, cases: cases.map((one) => ({ ...one, issues: issuesOf(one) })) };
    await expect(`${JSON.stringify(written, null, 2)}\n`).toMatchFileSnapshot(join(folder, 'cases', file));
  });
});

describe('cases', () => {
  it('show each kind of mistake', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    const text = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const codes = new Set(
      [...text.matchAll(/code: '([a-z-]+)'|refuse\([^']*'(yaml-[a-z-]+)'/g)].map(
        ([, code, yaml]) => code ?? yaml,
      ),
    );
    // Shown below, and zod's own.
    const bounds = ['custom', 'yaml-too-deep', 'yaml-too-many', 'yaml-too-large'];
    const shown = tables.map(({ text }) => text).join('\n');
    const missing = [...codes].filter((code) => !shown.includes(`(${code})`) && !bounds.includes(code ?? ''));
    expect(codes.size).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});

describe('bounds', () => {
  const repeated = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length));
  const mebibyte = 1024 * 1024;

  it.each([
    [
      'too large',
      `# ${repeated('a', mebibyte)}`,
      'f:1:1: the file is larger than 1048576 bytes (yaml-too-large)',
    ],
    [
      'too large in bytes',
      `# ${repeated('é', mebibyte / 2)}`,
      'f:1:1: the file is larger than 1048576 bytes (yaml-too-large)',
    ],
    ['brackets', repeated('[', mebibyte - 9), 'f:1:21: more than 20 levels (yaml-too-deep)'],
    ['hyphens', repeated('- ', mebibyte - 9), 'f:1:81: more than 20 levels (yaml-too-deep)'],
    [
      'levels',
      Array.from({ length: 22 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'f:22:22: more than 20 levels (yaml-too-deep)',
    ],
    ['commas', `a: [${repeated(',', mebibyte - 9)}`, 'f:1:400001: more than 50000 values (yaml-too-many)'],
    ['values', `a: [${repeated('1,', 100_010)}]`, 'f:1:100001: more than 50000 values (yaml-too-many)'],
  ])('%s', (_, text, first) => {
    const issues = parsePlatform(text, 'f').issues.map(({ fix: _, ...issue }) => formatIssue(issue));
    expect(issues).toContain(first);
  });

  it('shows at most 100 issues', () => {
    const text = smallest + Array.from({ length: 300 }, (_, i) => `x${i}: 1\n`).join('');
    expect(parsePlatform(text, 'f').issues).toHaveLength(100);
  });
});

describe('the two examples', () => {
  it.each([
    ['company', company],
    ['smallest', smallest],
    ['company with Windows line ends', company.replaceAll('\n', '\r\n')],
  ])('%s has no issue', (_, text) => {
    const { value, issues } = parsePlatform(text, 'holdfast.yaml');
    expect(issues.map(formatIssue)).toEqual([]);
    expect(value?.digest).toBe(digestOf(Buffer.from(text)));
  });

  it('has defaults where the file says nothing', () => {
    const platform = parsePlatform(smallest, 'holdfast.yaml').value;
    expect(platform).toMatchObject({
      format: 1,
      name: 'demo',
      cloud: { signIn: 'none' },
      people: {},
      systems: {},
      logs: { retentionSeconds: 365 * 86_400, access: {} },
      datasets: { mails: { retentionSeconds: 365 * 86_400, source: 'data/mails' } },
      waivers: {},
    });
    expect(platform?.github).toBeUndefined();
    expect(platform?.models['spam-filter']).toEqual({
      trainsOn: ['mails'],
      train: { code: 'train', machine: 'ml.m6i.xlarge', timeoutSeconds: 3600, memoryBytes: 8 * 2 ** 30 },
      gates: { precision: { min: 0.98 }, ham_loss: { max: 0.005 } },
      approvals: { review: 1 },
      access: { science: ['run', 'observe', 'deploy', 'invoke'] },
    });
  });

  it('has values in their units', () => {
    const platform = parsePlatform(company, 'holdfast.yaml').value;
    expect(platform?.models['credit-risk']).toMatchObject({
      train: { timeoutSeconds: 4 * 3600, memoryBytes: 16 * 2 ** 30 },
      endpoint: { machine: 'ml.m6i.large', instances: 2, capture: 0.1 },
      monitor: { everySeconds: 86_400, alert: 'science' },
      retrain: { everySeconds: 30 * 86_400, when: ['drift', 'new-data'] },
    });
    expect(platform?.people).toMatchObject({ ada: { github: 'ada-l' }, max: { github: 'max' } });
    expect(platform?.teams).toMatchObject({
      platform: { github: 'ml-platform' },
      science: { github: 'science' },
    });
    expect(platform?.github).toMatchObject({
      ownerId: '41830112',
      repositoryId: '904417265',
      branch: 'main',
    });
  });
});

describe('names of things that every object has', () => {
  const text = smallest.replaceAll('spam-filter', 'constructor').replaceAll('review', 'to-string');

  it('are names like others', () => {
    const { value, issues } = parsePlatform(text.replaceAll('mails', 'prototype'), 'f');
    expect(issues).toEqual([]);
    expect(Object.keys(value?.models ?? {})).toEqual(['constructor']);
  });

  it('are not found where they are not declared', () => {
    const platform = parsePlatform(smallest, 'f').value;
    expect(platform?.models.constructor).toBeUndefined();
    expect(platform?.environments.local?.datasets.constructor).toBeUndefined();
    const from = smallest.replace('trains_on: [mails]', 'trains_on: [constructor]');
    expect(parsePlatform(from, 'f').issues.map(({ code }) => code)).toEqual(['unknown-dataset']);
  });
});

describe('whatever is in the file', () => {
  function expectSound(text: string): void {
    const { value, issues } = parsePlatform(text, 'f');
    expect(value === undefined).toBe(issues.length > 0);
    const lines = text.split('\n');
    for (const issue of issues) expectInside(issue, lines);
  }

  function expectInside({ message, fix, place }: Issue, lines: readonly string[]): void {
    const { line = 0, column = 0 } = place ?? {};
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(message.length).toBeGreaterThan(0);
    expect(message.length).toBeLessThan(4200);
    expect(fix).toBeTruthy();
  }

  const piece = fc.constantFrom(
    ...[
      '[',
      ']',
      '{',
      '}',
      ': ',
      '- ',
      ', ',
      '\n',
      '\n  ',
      '"',
      "'",
      '#',
      '&a ',
      '*a ',
      '!!str ',
      '? ',
      '| ',
      '~',
      '<<: ',
      '---\n',
    ],
    ...[
      '...\n',
      '%YAML 1.1\n',
      '\t',
      '\r',
      '\0',
      '\uFEFF',
      '\u2028',
      '1',
      'null',
      'on',
      'access',
      'teams',
      '__proto__',
      'constructor',
      '-',
      '',
    ],
  );
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(30),
    insert: piece,
  });

  it('mutated examples have issues inside the file, or a platform', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(smallest, company),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (base, changes) => {
          const changed = changes.reduce((text, { at, remove, insert }) => {
            const start = Math.floor(at * text.length);
            return text.slice(0, start) + insert + text.slice(start + remove);
          }, base);
          expectSound(changed);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('bytes and pieces have issues inside the file', () => {
    const bytes = fc.uint8Array({ maxLength: 80 }).map((data) => Buffer.from(data).toString('utf8'));
    const pieces = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(bytes, pieces, fc.string({ unit: 'binary' })), expectSound), {
      numRuns: 1500,
    });
  });

  it('any JSON value has issues inside the file', () => {
    const keys = fc.constantFrom(
      'holdfast',
      'platform',
      'teams',
      'models',
      'datasets',
      'environments',
      'access',
      'local',
      'prod',
      'train',
      'people',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.oneof(fc.string({ maxLength: 10 }), fc.integer(), fc.boolean(), fc.double(), fc.constant(null)),
        fc.dictionary(fc.oneof(keys, fc.string({ maxLength: 8 })), tie('tree'), { maxKeys: 6 }),
        fc.array(tie('tree'), { maxLength: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => expectSound(JSON.stringify(value))),
      { numRuns: 500 },
    );
  });
});
