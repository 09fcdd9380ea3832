import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue } from './msgpack.ts';
import { isWhollyKnown, Unknown, unknown, type Value } from './value.ts';

const key = fc.string().filter((text) => text !== '__proto__');
const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.constant(null),
    fc.constant(unknown),
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => new Unknown(bytes)),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('values on the wire', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(decodeValue(encodeValue(one))).toEqual(one);
      }),
    );
  });

  it.each([
    ['no bytes', [], null],
    ['nil', [0xc0], null],
    ['an unknown value', [0xd4, 0, 0], unknown],
    ['a refined unknown value', [0xc7, 2, 12, 0x81, 1], new Unknown(Uint8Array.of(0x81, 1))],
    ['a 64-bit integer that a number holds', [0xcf, 0, 0, 0, 1, 0, 0, 0, 0], 2 ** 32],
    ['one that it does not', [0xcf, 0x7f, 255, 255, 255, 255, 255, 255, 255], 2n ** 63n - 1n],
    ['a text with the mark of an integer', [0xa2, 0xc3, 0x8f], 'Ï'],
  ])('%s', (_what, bytes, expected) => {
    expect(decodeValue(Uint8Array.from(bytes))).toEqual(expected);
  });

  it('that are cut off are refused', () => {
    const bytes = encodeValue({ a: ['text'] });
    expect(() => decodeValue(bytes.subarray(0, bytes.length - 1))).toThrow();
  });
});

describe('whether a value is wholly known', () => {
  it.each<[Value, boolean]>([
    [null, true],
    [{ a: [1, { b: 'c' }] }, true],
    [{ a: [1, { b: unknown }] }, false],
    [[new Unknown()], false],
  ])('%j: %s', (one, expected) => {
    expect(isWhollyKnown(one)).toBe(expected);
  });
});
