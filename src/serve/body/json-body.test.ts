import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpError } from '../http/http-error.ts';
import { readJson } from './json-body.ts';

const read = (text: string, exact = false) => readJson(Buffer.from(text), { exact });

function refusalOf(body: Buffer): string {
  try {
    readJson(body);
  } catch (error) {
    expect(error).toBeInstanceOf(HttpError);
    return (error as HttpError).message;
  }
  return 'none';
}

describe('a JSON body', () => {
  it('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual(JSON.parse(text));
        expect(read(JSON.stringify(value, null, 2))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'not valid JSON'],
    ['half of it', Buffer.from('{"a": [1, 2'), 'not valid JSON'],
    ['NaN', Buffer.from('[NaN]'), 'not valid JSON'],
    ['a byte order mark', Buffer.from('\ufeff{}'), 'not valid JSON'],
    ['a text without an end', Buffer.from('"abc\\"'), 'not valid JSON'],
    ['a byte that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not valid UTF-8'],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'not valid UTF-8'],
    ['33 lists', Buffer.from('['.repeat(33) + ']'.repeat(33)), 'nested deeper'],
    ['33 objects', Buffer.from('{"a":'.repeat(33)), 'nested deeper'],
    ['a million brackets', Buffer.alloc(1_000_000, '['), 'nested deeper'],
  ])('that is %s is refused', (_what, body, message) => {
    expect(refusalOf(body)).toContain(message);
  });

  it('may be 32 deep, and hold any brackets in its texts', () => {
    expect(refusalOf(Buffer.from('['.repeat(32) + ']'.repeat(32)))).toBe('none');
    const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}\\\\`;
    expect(read(`{"a": "${text}", "b": 1}`)).toHaveProperty('b', 1);
  });

  it('keeps every digit of integers where they are asked for', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (integer) => {
        const [value] = read(`[${integer}, 0.5, "${integer}"]`, true) as unknown[];
        expect(BigInt(value as bigint)).toBe(integer);
      }),
    );
    expect(read('[12345678901234567890]')).toEqual([12345678901234567000]);
    expect(read('[1e300, 1234567890123456.5, 1e400]', true)).toEqual([
      1e300,
      1234567890123456.5,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('cannot change what other objects inherit', () => {
    const value = read('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('polluted');
  });
});
