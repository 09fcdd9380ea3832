import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress, plannedAddress } from './address.ts';

describe('parseAddress', () => {
  it.each([
    'aws_s3_bucket.a',
    'aws_s3_bucket.a[0]',
    'aws_s3_bucket.a["x.y[0]"]',
    'data.aws_ami.a',
    'ephemeral.random_password.a["é"]',
    'module.a',
    'module.a["k"].module.b[0].data.aws_ami.c["q\\"\\\\\\n"]',
    'module.a.aws_x.data-1["$${a} %%{b} $c"]',
    'aws_x.a[""]',
    'aws_x.a["\\u200b"]',
    'aws_x.a["\\U000e0001"]',
  ])('reads %s and writes it back', (text) => {
    const address = parseAddress(text);
    expect(address && formatAddress(address)).toBe(text);
  });

  it.each([
    '',
    'a',
    'a.b.c',
    'module',
    'module.a.b',
    'a["b"].c',
    'a.b[',
    'a.b["]',
    'a.b[x]',
    '.a.b',
    'a.b.',
    'data.a',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('keeps any key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const block = { kind: 'resource', type: 'a', name: 'b', key } as const;
        expect(parseAddress(formatAddress({ modules: [], block }))).toEqual({ modules: [], block });
      }),
    );
  });
});

describe('plannedAddress', () => {
  it.each([
    ['module.m["a\\u003cb"].aws_x.y["\\u0026"]', 'module.m["a<b"].aws_x.y["&"]'],
    ['aws_x.y["%{a}"]', 'aws_x.y["%%{a}"]'],
    ['aws_x.y["\\ud83d\\ude00"]', 'aws_x.y["😀"]'],
    ['aws_x.y[3]', 'aws_x.y[3]'],
  ])('turns %s to %s', (injected, planned) => {
    expect(plannedAddress(injected)).toBe(planned);
  });
});
