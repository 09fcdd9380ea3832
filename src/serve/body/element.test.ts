import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datatypes } from '../../inference/tensor.ts';
import { elementOf } from './element.ts';

describe('an element of a tensor', () => {
  it.each([
    ['INT8', -128, 127],
    ['INT16', -32_768, 32_767],
    ['INT32', -(2 ** 31), 2 ** 31 - 1],
    ['UINT8', 0, 255],
    ['UINT16', 0, 65_535],
    ['UINT32', 0, 2 ** 32 - 1],
  ] as const)('of %s is an integer from %d to %d', (datatype, min, max) => {
    for (const value of [min, 0, max]) expect(elementOf(value, datatype)).toBe(value);
    for (const value of [min - 1, max + 1, 0.5, '1', true, null])
      expect(elementOf(value, datatype)).toBeUndefined();
  });

  it.each([
    ['INT64', -(2n ** 63n), 2n ** 63n - 1n],
    ['UINT64', 0n, 2n ** 64n - 1n],
  ] as const)('of %s is an integer from %d to %d, with every digit', (datatype, min, max) => {
    for (const value of [min, 5n, max]) expect(elementOf(value, datatype)).toBe(value);
    expect(elementOf(7, datatype)).toBe(7n);
    for (const value of [min - 1n, max + 1n, 2 ** 53, 1e20, 1.5, '1', {}, []]) {
      expect(elementOf(value, datatype)).toBeUndefined();
    }
  });

  it.each([
    ['BYTES', 'text', [1, true, null, {}, ['text']]],
    ['BOOL', false, [0, 'true', null, []]],
    ['FP32', 0.5, ['0.5', true, null, []]],
    ['FP64', -1e300, ['0.5', true, null, {}]],
  ] as const)('of %s is %j as it is, and nothing else', (datatype, good, bad) => {
    expect(elementOf(good, datatype)).toBe(good);
    for (const value of bad) expect(elementOf(value, datatype)).toBeUndefined();
  });

  it('is never of another kind than its type, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true }), fc.constantFrom(...datatypes), (value, datatype) => {
        const kinds = {
          B: ['string', 'boolean'],
          F: ['number'],
          I: ['number', 'bigint'],
          U: ['number', 'bigint'],
        };
        const kind = typeof elementOf(value, datatype);
        expect(['undefined', ...kinds[datatype.charAt(0) as 'B']]).toContain(kind);
      }),
    );
  });
});
