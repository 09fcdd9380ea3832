import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from './strict-json.ts';

const read = (text: string | Buffer) => readStrictJson(Buffer.from(text), 10_000);

describe('strict JSON', () => {
  it('reads what JSON.stringify writes, with any white space', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom(0, 1, '\t', ' \n'),
        (value, indent) => {
          const text = JSON.stringify(value, undefined, indent);
          if (text.includes('__proto__')) return;
          expect(readStrictJson(Buffer.from(text), 1e6)).toEqual({ value: JSON.parse(text) });
        },
      ),
    );
  });

  it.each([
    ['the same key twice', '{"a":1,"a":2}', 'same key twice'],
    ['the same key twice, escaped', '{"a":1,"\\u0061":2}', 'same key twice'],
    ['the same key twice, further in', '[{"b":{"a":1,"c":"}","a" :2}}]', 'same key twice'],
    ['the same key twice, after a backslash', '{"\\\\":1,"x":"\\"","\\\\":2}', 'same key twice'],
    ['__proto__', '{"__proto__":{}}', '__proto__'],
    ['__proto__, escaped', '{"\\u005f_proto__":{}}', '__proto__'],
    ['depth', `${'['.repeat(65)}${']'.repeat(65)}`, 'nests deeper'],
    ['depth without an end', '[{"a":'.repeat(500), 'nests deeper'],
    ['size', `"${'x'.repeat(10_000)}"`, 'larger than'],
    ['nothing', '', 'not JSON'],
    ['two values', '1 2', 'not JSON'],
    ['an open string', '{"a":"', 'not JSON'],
    ['a key with a bad escape', '{"\\x":1}', 'not JSON'],
    ['a trailing comma', '[1,]', 'not JSON'],
    ['NaN', 'NaN', 'not JSON'],
    ['a byte order mark', '\ufeff{}', 'not JSON'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not JSON'],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'not JSON'],
  ])('refuses %s', (_, text, problem) => {
    expect(read(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('takes the same key in different objects, and keys in strings', () => {
    expect(read('[{"a":1},{"a":{"a":2}},"\\"a\\":1,\\"a\\":2"]')).toHaveProperty('value');
    expect(read(`${'['.repeat(64)}${']'.repeat(64)}`)).toHaveProperty('value');
  });

  it('is as quick with hostile text as with other text', () => {
    const backslashes = Buffer.from(`"${'\\'.repeat(2_000_000)}"`);
    expect(readStrictJson(backslashes, 1e7)).toHaveProperty('value');
    expect(readStrictJson(Buffer.from('['.repeat(5_000_000)), 1e7)).toHaveProperty('problem');
  });
});
