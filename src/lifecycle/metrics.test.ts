import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifierMetrics, type Judged, majorityBaseline, regressionMetrics } from './metrics.ts';

const row = (label: number, decided: number, score: number): Judged => ({ label, decided, score });

const judged = fc.record({
  label: fc.constantFrom(0, 1),
  decided: fc.constantFrom(0, 1),
  score: fc.integer({ min: 0, max: 100 }).map((part) => part / 100),
});

/** The definition itself: the share of pairs of a positive and a negative that are in order, ties counting half. */
function aucByPairs(rows: Judged[]): number | undefined {
  const [positives, negatives] = [
    rows.filter(({ label }) => label === 1),
    rows.filter(({ label }) => label === 0),
  ];
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const points = positives.flatMap((p) =>
    negatives.map((n) => (p.score > n.score ? 1 : p.score === n.score ? 0.5 : 0)),
  );
  return points.reduce<number>((sum, point) => sum + point, 0) / points.length;
}

describe('classifierMetrics', () => {
  it('of four mails, worked out by hand', () => {
    const found = classifierMetrics([row(1, 1, 0.9), row(1, 0, 0.4), row(0, 1, 0.6), row(0, 0, 0.1)]);
    expect(found).toMatchObject({
      accuracy: 0.5,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      ham_loss: 0.5,
      auc: 0.75,
    });
    expect(found.brier).toBeCloseTo((0.01 + 0.36 + 0.36 + 0.01) / 4);
    expect(found.calibration_error).toBeCloseTo((0.1 + 0.6 + 0.6 + 0.1) / 4);
  });

  it.each([
    ['no rows', [], ['rows', 'positives']],
    ['no positive decided or there', [row(0, 0, 0.1)], ['accuracy', 'ham_loss', 'brier']],
  ])('%s: what has no meaning is left out', (_name, rows, there) => {
    const found = classifierMetrics(rows);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(there));
    for (const name of ['precision', 'recall', 'f1', 'auc']) expect(found).not.toHaveProperty(name);
  });

  it('finds the area under the curve as its definition does', () => {
    fc.assert(
      fc.property(fc.array(judged, { maxLength: 60 }), (rows) => {
        const [ours, expected] = [classifierMetrics(rows).auc, aucByPairs(rows)];
        if (expected === undefined) return ours === undefined;
        return ours !== undefined && Math.abs(ours - expected) < 1e-9;
      }),
    );
  });

  it('keeps every share between 0 and 1, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(judged, { minLength: 1, maxLength: 60 }), (rows) => {
        const found = classifierMetrics(rows);
        const { rows: _rows, positives: _positives, log_loss: _loss, ...shares } = found;
        expect(Object.values(shares).every((value) => value >= 0 && value <= 1)).toBe(true);
        const again = classifierMetrics(rows.toReversed());
        for (const [name, value] of Object.entries(found)) expect(again[name]).toBeCloseTo(value, 9);
      }),
    );
  });
});

it('the majority baseline is the share of the commoner class', () => {
  expect(majorityBaseline([1, 1, 0])).toEqual({ accuracy: 2 / 3 });
  expect(majorityBaseline([0, 0, 0, 1])).toEqual({ accuracy: 0.75 });
  expect(majorityBaseline([])).toEqual({});
});

it('regressionMetrics, worked out by hand', () => {
  const found = regressionMetrics([
    { label: 1, value: 2 },
    { label: 3, value: 3 },
  ]);
  expect(found).toMatchObject({ mae: 0.5, mape: 0.5, rmse: Math.SQRT1_2, r2: 0.5, rows: 2 });
});
