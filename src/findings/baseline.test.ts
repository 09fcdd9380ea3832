import { describe, expect, it } from 'vitest';
import { applyBaseline, baselineOf, parseBaseline } from './baseline.ts';
import { finding } from './testing/finding.ts';

const waived = { waiver: 'w', owner: 'ada', reason: 'r', expires: '2027-01-01' };

describe('a baseline', () => {
  it('has every finding once, in an order of its own', () => {
    const all = [
      finding({ check: 'b/b', fingerprint: '2' }),
      finding({ check: 'a/a', name: 'z', fingerprint: '1' }),
      finding({ check: 'a/a', name: 'y', fingerprint: '0' }),
      finding({ check: 'a/a', name: 'y', fingerprint: '0', message: 'the same again' }),
    ];
    const { findings } = baselineOf(all);
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(['0', '1', '2']);
    expect(baselineOf([...all].reverse())).toEqual(baselineOf(all));
  });

  it('has neither what is waived nor what crashed', () => {
    expect(baselineOf([finding({ waived }), finding({ outcome: 'error' })]).findings).toEqual([]);
  });

  it('knows what it has, and says what is mended', () => {
    const baseline = baselineOf([finding({ fingerprint: '0' }), finding({ fingerprint: '1', name: 'gone' })]);
    const { findings, gone } = applyBaseline(
      [finding({ fingerprint: '0' }), finding({ fingerprint: '2' })],
      baseline,
    );
    expect(findings.map(({ known }) => known)).toEqual([true, undefined]);
    expect(gone.map(({ name }) => name)).toEqual(['gone']);
  });

  it('is read as it is written', () => {
    const baseline = baselineOf([finding()]);
    expect(parseBaseline(JSON.stringify(baseline), 'baseline.json')).toEqual(baseline);
  });

  it.each([
    ['', 'it is no JSON'],
    ['null', 'it is no baseline of this version'],
    ['[]', 'it is no baseline of this version'],
    ['{"schemaVersion":2,"findings":[]}', 'it is no baseline of this version'],
    ['{"schemaVersion":1,"findings":[null]}', 'it is no baseline of this version'],
    [
      '{"schemaVersion":1,"findings":[{"fingerprint":1,"check":"a","name":"b"}]}',
      'it is no baseline of this version',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => parseBaseline(text, 'baseline.json')).toThrow(`baseline.json: ${message}`);
  });
});
