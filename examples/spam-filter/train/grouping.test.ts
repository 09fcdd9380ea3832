import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaccard, joinNearCopies, shinglesOf, UnionFind } from './mail/grouping.ts';

const words = (count: number, start = 0) =>
  Array.from(
    { length: count },
    (_, i) => `w${String.fromCharCode(97 + ((i + start) % 26))}${'x'.repeat((i + start) / 26)}`,
  ).join(' ');

describe('shinglesOf', () => {
  it.each([
    ['case, digits, punctuation and layout', 'Buy NOW, 50% off: today', 'buy\nnow 70 off today!'],
    ['too few words', 'Hello', '>> hello <<'],
    ['nothing', '', '123 ...'],
  ])('takes no notice of %s', (_, a, b) => expect(shinglesOf(a)).toEqual(shinglesOf(b)));

  it('bounds what it keeps of a huge text', () =>
    expect(shinglesOf(words(20_000)).length).toBeLessThanOrEqual(5000));
});

describe('jaccard', () => {
  const sets = fc.uniqueArray(fc.nat(30), { minLength: 1 }).map((values) => Uint32Array.from(values).sort());
  it('is shared over all', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const shared = a.filter((value) => b.includes(value)).length;
        expect(jaccard(a, b)).toBeCloseTo(shared / new Set([...a, ...b]).size, 12);
      }),
    );
  });
});

describe('joinNearCopies', () => {
  const collection = fc.array(fc.uniqueArray(fc.nat(25), { minLength: 1, maxLength: 15 }), { maxLength: 25 });

  it('finds every pair that reaches the threshold, as comparing all with all does', () => {
    fc.assert(
      fc.property(collection, fc.constantFrom(0.3, 0.5, 0.8, 1), (values, threshold) => {
        const texts = values.map((value) => Uint32Array.from(value).sort());
        const [found, expected] = [new UnionFind(texts.length), new UnionFind(texts.length)];
        joinNearCopies(texts, threshold, found);
        texts.forEach((a, i) => {
          texts.forEach((b, j) => {
            if (i < j && jaccard(a, b) >= threshold) expected.union(i, j);
          });
        });
        expect(texts.map((_, i) => found.find(i))).toEqual(texts.map((_, i) => expected.find(i)));
      }),
    );
  });

  it('joins a mail and its copy with another serial number, and not a stranger', () => {
    const texts = [`${words(40)} 12345`, words(40, 500), `${words(40)} 99 remove me`].map(shinglesOf);
    const sets = new UnionFind(3);
    joinNearCopies(texts, 0.5, sets);
    expect([0, 1, 2].map((i) => sets.find(i))).toEqual([0, 1, 0]);
  });
});

describe('UnionFind', () => {
  it('names a set by its smallest member, whatever the order', () => {
    const pairs = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 30 });
    fc.assert(
      fc.property(pairs, (edges) => {
        const [one, other] = [new UnionFind(20), new UnionFind(20)];
        for (const [a, b] of edges) one.union(a, b);
        for (const [a, b] of edges.toReversed()) other.union(b, a);
        for (let i = 0; i < 20; i += 1) {
          expect(one.find(i)).toBe(other.find(i));
          expect(one.find(i)).toBeLessThanOrEqual(i);
        }
      }),
    );
  });
});
