import { describe, expect, it } from 'vitest';
import { allKnown, known, unknown, whenKnown } from './known.ts';

describe('known values', () => {
  it('are changed only when they are known', () => {
    const double = (value: number) => known(value * 2);
    expect(whenKnown(known(2), double)).toEqual(known(4));
    expect(whenKnown(unknown('left to AWS'), double)).toEqual(unknown('left to AWS'));
    expect(whenKnown(known(2), () => unknown('no number'))).toEqual(unknown('no number'));
  });

  it('are known together when every one is', () => {
    expect(allKnown([])).toEqual(known([]));
    expect(allKnown([known(1), known(2)])).toEqual(known([1, 2]));
    expect(allKnown([known(1), unknown('a'), unknown('b'), unknown('a')])).toEqual(unknown('a; b'));
  });
});
