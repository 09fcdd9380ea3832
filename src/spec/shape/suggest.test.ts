import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from './suggest.ts';

describe('nearest', () => {
  it.each([
    ['gate', ['gates', 'train'], 'gates'],
    ['people-may', ['people_may'], 'people_may'],
    ['Region', ['region', 'reason'], 'region'],
    ['reed', ['read', 'erase'], 'read'],
    ['zebra', ['teams', 'models'], undefined],
    ['a', ['b'], undefined],
    ['', ['a'], undefined],
    ['x'.repeat(100), ['x'.repeat(99)], undefined],
  ])('%s of %s is %s', (text, known, best) => {
    expect(nearest(text, known)).toBe(best);
  });

  it('is asked about', () => {
    expect(didYouMean('gate', ['gates'])).toBe('did you mean "gates"?');
    expect(didYouMean('gate', [])).toBeUndefined();
  });
});
