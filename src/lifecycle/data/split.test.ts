import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from './rows.ts';
import { Split } from './split.ts';

const rows = fc
  .array(fc.record({ group: fc.integer({ max: 30, min: 0 }), text: fc.integer({ max: 40, min: 0 }) }), {
    maxLength: 80,
  })
  .map((list) =>
    list.map(
      ({ group, text }, index): Row => ({
        id: `r${index}`,
        group: `g${group}`,
        label: 0,
        inputs: { text: `t${text}` },
      }),
    ),
  );

function heldOut(list: Row[]): Set<string> {
  const split = new Split();
  for (const row of list) split.add(row);
  return new Set(list.filter((row) => split.isHeldOut(row)).map(({ id }) => id));
}

describe('Split', () => {
  it('never has a group, or the same inputs, on both sides', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const out = heldOut(list);
        for (const by of [(row: Row) => row.group, (row: Row) => String(row.inputs.text)]) {
          for (const together of Map.groupBy(list, by).values()) {
            expect(new Set(together.map(({ id }) => out.has(id))).size).toBe(1);
          }
        }
      }),
    );
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(heldOut(list.toReversed())).toEqual(heldOut(list));
      }),
    );
  });

  it('leaves every row on its side when rows of other groups come', () => {
    const first = Array.from(
      { length: 500 },
      (_, index): Row => ({ id: `${index}`, group: `g${index}`, label: 0, inputs: { text: `${index}` } }),
    );
    const more = first.map((row) => ({
      ...row,
      id: `m${row.id}`,
      group: `m${row.group}`,
      inputs: { text: `m${row.id}` },
    }));
    const together = heldOut([...first, ...more]);
    for (const id of heldOut(first)) expect(together).toContain(id);
    expect(together.size / 1000).toBeGreaterThan(0.15);
    expect(together.size / 1000).toBeLessThan(0.25);
  });
});
