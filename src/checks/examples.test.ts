import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import type { Check, Verdict } from './check.ts';
import { severities } from './check.ts';
import { loadSubject } from './registry.ts';
import { type PlannedExample, planExamples } from './testing/examples.ts';

const subjects = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'testing' && !entry.name.startsWith('github'))
  .map(({ name }) => name);

for (const subject of subjects) {
  const checks = await loadSubject(subject);
  const files = readdirSync(`${import.meta.dirname}/${subject}`).filter((name) => !name.includes('.test.'));

  describe(`the checks of ${subject}`, () => {
    test.each(checks)('$id says what it is', (check) => {
      expect(files).toContain(`${check.id.slice(subject.length + 1)}.ts`);
      expect(check.id).toMatch(new RegExp(`^${subject}/[a-z0-9-]{1,60}$`));
      expect(severities).toContain(check.severity);
      expect(check.examples.bad).not.toHaveLength(0);
      expect(check.examples.good).not.toHaveLength(0);
      expect(check.title).not.toMatch(/\.$/);
      for (const sentence of [check.why, check.fix]) expect(sentence).toMatch(/^[A-Z`].*[^.]$/s);
      expect(new Set(check.controls).size).toBe(check.controls.length);
    });
  });

  describe.skipIf(lacks('terraform'))(`the examples of ${subject} (needs terraform)`, () => {
    let planned: PlannedExample[];
    beforeAll(async () => {
      planned = await planExamples(checks);
    }, 120_000);

    test.each(examplesOf(checks))('$id, $kind $index', ({ id, kind, index }) => {
      const found = planned.find((one) => one.check.id === id && one.kind === kind && one.index === index);
      if (!found) throw new Error('not planned');
      const verdicts = [...found.check.judge(found.estate)];
      const told = verdicts.filter(({ outcome }) => outcome !== 'pass').map(textOf);
      switch (kind) {
        case 'bad':
          expect(verdicts.map(({ outcome }) => outcome)).toContain('fail');
          break;
        case 'good':
          expect(told).toEqual([]);
          break;
        case 'unclear':
          expect(verdicts.map(({ outcome }) => outcome)).toContain('cannot-tell');
          expect(verdicts.map(({ outcome }) => outcome)).not.toContain('fail');
      }
    });
  });
}

function examplesOf(checks: readonly Check[]) {
  return checks.flatMap(({ id, examples }) =>
    (['bad', 'good', 'unclear'] as const).flatMap((kind) =>
      (examples[kind] ?? []).map((_, index) => ({ id, kind, index })),
    ),
  );
}

function textOf(verdict: Verdict): string {
  const { subject } = verdict;
  const name = 'address' in subject ? subject.address : subject.name;
  return verdict.outcome === 'pass' ? name : `${name}: ${verdict.message}`;
}
