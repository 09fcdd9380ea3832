import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { severities, type Verdict } from './check.ts';
import { loadSubject } from './registry.ts';
import { estateOf } from './testing/github-examples.ts';

const subjects = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.startsWith('github'))
  .map(({ name }) => name);

for (const subject of subjects) {
  const checks = await loadSubject(subject);
  const files = readdirSync(`${import.meta.dirname}/${subject}`);

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

    const examples = checks.flatMap((check) =>
      (['bad', 'good', 'unclear'] as const).flatMap((kind) =>
        (check.examples[kind] ?? []).map((example, index) => ({ check, id: check.id, kind, index, example })),
      ),
    );

    test.each(examples)('$id, $kind $index', async ({ check, kind, example }) => {
      const estate = await estateOf(example);
      expect(estate.github?.issues.filter(({ code }) => code === 'github-yaml')).toEqual([]);
      const verdicts = [...check.judge(estate)];
      const outcomes = verdicts.map(({ outcome }) => outcome);
      switch (kind) {
        case 'bad':
          expect(outcomes).toContain('fail');
          break;
        case 'good':
          expect(verdicts.filter(({ outcome }) => outcome !== 'pass').map(textOf)).toEqual([]);
          break;
        case 'unclear':
          expect(outcomes).toContain('cannot-tell');
          expect(outcomes).not.toContain('fail');
      }
    });
  });
}

function textOf(verdict: Verdict): string {
  return verdict.outcome === 'pass' ? 'pass' : verdict.message;
}
