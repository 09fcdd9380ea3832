import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measure } from './predictions.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-predictions-'));
});
afterAll(() => rm(folder, { recursive: true }));

const row = (id: string, label: number) => ({ id, group: id, label, inputs: { x: 1 } });
const lines = (values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');

async function measured(rows: unknown[], predictions: unknown[]) {
  await writeFile(join(folder, 'rows.jsonl'), lines(rows));
  await writeFile(join(folder, 'predictions.jsonl'), lines(predictions));
  return measure(folder, 'evaluate m');
}

describe('measure', () => {
  it('joins predictions to rows by id, in any order', async () => {
    const { metrics, baseline } = await measured(
      [row('a', 1), row('b', 0)],
      [
        { id: 'b', label: 0, score: 0.1 },
        { id: 'a', label: 1, score: 0.9 },
      ],
    );
    expect(metrics).toMatchObject({ accuracy: 1, auc: 1 });
    expect(baseline).toEqual({ accuracy: 0.5 });
  });

  it('measures a regression by its own metrics', async () => {
    const { metrics } = await measured([row('a', 2)], [{ id: 'a', value: 3 }]);
    expect(metrics).toMatchObject({ mae: 1, mape: 0.5 });
  });

  const good = { id: 'a', label: 1, score: 0.9 };
  it.each([
    ['a row without a prediction', [row('a', 1), row('b', 0)], [good], '1 held-out rows have no prediction'],
    ['a prediction twice', [row('a', 1)], [good, good], 'is of no row, or a second one'],
    ['a prediction of nothing', [row('a', 1)], [{ ...good, id: 'z' }], 'is of no row, or a second one'],
    ['a score above 1', [row('a', 1)], [{ ...good, score: 1.5 }], 'a prediction is malformed'],
    ['a line that is no JSON', [row('a', 1)], ['{'], 'a prediction is malformed'],
    ['classes for other labels', [row('a', 7)], [good], 'rows have other labels'],
    [
      'classes and values',
      [row('a', 1), row('b', 1)],
      [good, { id: 'b', value: 1 }],
      'some predictions are classes',
    ],
  ])('%s: refused', async (_name, rows, predictions, message) => {
    await expect(measured(rows, predictions)).rejects.toThrow(message);
  });
});
