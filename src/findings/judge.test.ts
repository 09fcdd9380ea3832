import { describe, expect, it } from 'vitest';
import type { Check, Verdict } from '../checks/check.ts';
import { collectFacts } from '../clouds/aws/facts/collect.ts';
import { emptyPlan } from '../terraform/plan/empty-plan.ts';
import { judge, type Located } from './judge.ts';

function checkOf(id: string, verdicts: () => Iterable<Verdict>, more: Partial<Check> = {}): Check {
  const examples = { bad: [], good: [] };
  return {
    id,
    title: 't',
    severity: 'medium',
    why: 'w',
    fix: 'f',
    controls: [],
    examples,
    judge: verdicts,
    ...more,
  };
}

const plan = emptyPlan();
const located: Located = { estate: { plan, aws: collectFacts(plan) }, root: 'infra/dev' };

function failed(name: string, more: object = {}): Verdict {
  return { subject: { name }, outcome: 'fail', message: 'm', ...more };
}

function findingsOf(...checks: Check[]) {
  return judge([located], checks).findings;
}

describe('judging', () => {
  it('makes a crash a finding that fails the build, and goes on', () => {
    const crash = checkOf('a/a', () => {
      throw new Error(`broken ${'x'.repeat(1000)}`);
    });
    const [first, second, ...more] = findingsOf(
      crash,
      checkOf('b/b', () => [failed('x')]),
    );
    expect(first).toMatchObject({
      check: 'a/a',
      outcome: 'error',
      message: /^the check failed: Error: broken/,
    });
    expect(first?.message.length).toBeLessThan(400);
    expect(second).toMatchObject({ check: 'b/b', outcome: 'fail' });
    expect(more).toEqual([]);
  });

  it('keeps what was said before a crash out: half an answer is none', () => {
    const crash = checkOf('a/a', function* () {
      yield { subject: { name: 'x' }, outcome: 'pass' };
      throw new Error('later');
    });
    expect(judge([located], [crash]).passed).toEqual([]);
  });

  it('puts the worst first, then by place and name', () => {
    const place = (line: number) => ({ place: { file: 'main.tf', line, column: 1 } });
    const all = findingsOf(
      checkOf('a/low', () => [failed('x', place(1))], { severity: 'low' }),
      checkOf('a/high', () => [failed('z', place(9)), failed('y', place(10))], { severity: 'high' }),
    );
    expect(all.map(({ name }) => name)).toEqual(['z', 'y', 'x']);
  });

  it('says the same of the same thing once', () => {
    expect(findingsOf(checkOf('a/a', () => [failed('x'), failed('x')]))).toHaveLength(1);
  });

  it.each([
    ['its line', { place: { file: 'other.tf', line: 7, column: 1 } }, true],
    ['its words', { message: 'other words' }, true],
    ['the number of a block before it', { path: 'rule.1.port' }, true],
    ['its subject', { subject: { name: 'y' } }, false],
    ['its attribute', { path: 'rule.0.cidr' }, false],
    ['what proves it', { evidence: ['other'] }, false],
    ['whether it can be told', { outcome: 'cannot-tell' }, false],
  ])('keeps its fingerprint, or not, when a finding changes %s', (_name, more, isSame) => {
    const [before] = findingsOf(checkOf('a/a', () => [failed('x', { path: 'rule.0.port' })]));
    const [after] = findingsOf(checkOf('a/a', () => [failed('x', { path: 'rule.0.port', ...more })]));
    expect(after?.fingerprint === before?.fingerprint).toBe(isSame);
  });

  it('tells roots apart', () => {
    const check = checkOf('a/a', () => [failed('x')]);
    const { findings } = judge([located, { ...located, root: 'infra/prod' }], [check]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});
