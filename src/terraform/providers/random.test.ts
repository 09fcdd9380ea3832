import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { unknown } from '../protocol/value.ts';
import { adjectives, adverbs, animals } from './random/words.ts';
import { random } from './random.ts';
import { apply, context, read } from './testing/computing.ts';

const make = (type: string, given: ObjectValue, address = 'a') =>
  apply(random.resources[type], given, context, address);

const types = Object.keys(random.resources);
const least: Record<string, ObjectValue> = {
  random_bytes: { length: 8 },
  random_id: { byte_length: 8 },
  random_integer: { min: 1, max: 1_000_000_000 },
  random_password: { length: 24 },
  random_pet: { length: 4 },
  random_shuffle: { input: 'abcdefghijklmnopqrstuvwxyz'.split('') },
  random_string: { length: 24 },
};

describe('all of random', () => {
  it.each(types)('%s is the same for one address, another for another', (type) => {
    const given = least[type] ?? {};
    expect(make(type, given)).toEqual(make(type, given));
    expect(make(type, given, 'b')).not.toEqual(make(type, given));
  });

  it.each(types)('%s changes with its keepers, not with their order', (type) => {
    const kept = (keepers: ObjectValue) => make(type, { ...least[type], keepers });
    expect({ ...kept({ a: '1' }), keepers: 0 }).not.toEqual({ ...kept({ a: '2' }), keepers: 0 });
    expect(kept({ a: '1', b: '2' })).toEqual(kept({ b: '2', a: '1' }));
  });

  it.each(types)('%s is not known while what it is made of is not', (type) => {
    const first = Object.keys(least[type] ?? {})[0];
    if (first === undefined || type === 'random_pet') return;
    const made = make(type, { ...least[type], [first]: unknown });
    expect([undefined, unknown]).toContain(made.result ?? made.hex);
  });
});

// https://github.com/hashicorp/terraform-provider-random/blob/main/internal/provider/resource_id.go
describe('random_id', () => {
  it('is the same bytes in all forms, the prefix before each but the id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.string(), (length, prefix) => {
        const made = make('random_id', { byte_length: length, prefix });
        const bytes = Buffer.from(String(made.id), 'base64url');
        expect(bytes.length).toBe(length);
        expect(made).toMatchObject({
          id: bytes.toString('base64url'),
          b64_url: prefix + bytes.toString('base64url'),
          b64_std: prefix + bytes.toString('base64'),
          hex: prefix + bytes.toString('hex'),
          dec: prefix + BigInt(`0x${bytes.toString('hex')}`),
        });
      }),
    );
  });
});

// https://github.com/hashicorp/terraform-provider-random/blob/main/internal/random/string.go
describe('random_string and random_password', () => {
  const flags = fc
    .record({ upper: fc.boolean(), lower: fc.boolean(), numeric: fc.boolean(), special: fc.boolean() })
    .filter((wanted) => Object.values(wanted).includes(true));
  const count = fc.integer({ min: 0, max: 5 });

  it('have the length and the characters that are asked for', () => {
    fc.assert(
      fc.property(flags, fc.integer({ min: 1, max: 60 }), (wanted, length) => {
        const { result } = make('random_string', { ...wanted, length });
        const allowed = [
          wanted.upper ? 'A-Z' : '',
          wanted.lower ? 'a-z' : '',
          wanted.numeric ? '0-9' : '',
          wanted.special ? '!@#$%&*()=+[\\]{}<>:?_-' : '',
        ];
        expect(result).toMatch(new RegExp(`^[${allowed.join('')}]{${length}}$`));
      }),
    );
    expect(
      make('random_string', { upper: false, lower: false, numeric: false, special: false, length: 9 }).result,
    ).toBe(undefined);
  });

  it('have the least of each class', () => {
    fc.assert(
      fc.property(count, count, count, (digits, capitals, special) => {
        const given = { min_numeric: digits, min_upper: capitals, min_special: special, length: 16 };
        const text = String(make('random_string', given).result);
        const matches = (characters: RegExp) => text.match(characters)?.length ?? 0;
        expect(matches(/[0-9]/g)).toBeGreaterThanOrEqual(digits);
        expect(matches(/[A-Z]/g)).toBeGreaterThanOrEqual(capitals);
        expect(matches(/[^A-Za-z0-9]/g)).toBeGreaterThanOrEqual(special);
      }),
    );
  });

  it('take special characters from the given ones alone', () => {
    const given = { length: 200, override_special: '_~', min_special: 20 };
    expect(make('random_password', given).result).toMatch(/^[A-Za-z0-9_~]{200}$/);
    expect(String(make('random_password', given).result).replace(/[^_~]/g, '').length).toBeGreaterThanOrEqual(
      20,
    );
  });

  it('leave out digits by the old name too', () => {
    expect(make('random_string', { length: 100, number: false }).result).not.toMatch(/[0-9]/);
  });

  it('have the id of the real provider', () => {
    expect(make('random_password', { length: 9 }).id).toBe('none');
    const string = make('random_string', { length: 9 });
    expect(string.id).toBe(string.result);
  });

  it('have a hash in the form of bcrypt', () => {
    expect(make('random_password', { length: 9 }).bcrypt_hash).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
  });

  it('are left to the engine when the least is more than the length', () => {
    expect(make('random_string', { length: 3, min_upper: 4 }).result).toBeUndefined();
    expect(make('random_string', { length: 1e9 }).result).toBeUndefined();
  });
});

describe('the others', () => {
  it('integers lie within their bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1000), fc.string(), (min, more, address) => {
        const { id, result } = make('random_integer', { min, max: min + more }, address);
        expect(id).toBe(String(result));
        expect(Number(result)).toBeGreaterThanOrEqual(min);
        expect(Number(result)).toBeLessThanOrEqual(min + more);
      }),
    );
    expect(make('random_integer', { min: 2, max: 1 }).result).toBeUndefined();
  });

  it('pets are adverbs, an adjective and an animal after the prefix', () => {
    const [prefix = '', adverb = '', adjective = '', animal = ''] = String(
      make('random_pet', { length: 3, prefix: 'web', separator: '.' }).id,
    ).split('.');
    expect(prefix).toBe('web');
    expect([adverbs.includes(adverb), adjectives.includes(adjective), animals.includes(animal)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(make('random_pet', {}).id).toMatch(/^[a-z]+-[a-z]+$/);
  });

  it('shuffles keep every element, and begin again for more', () => {
    const input = ['a', 'b', 'c', 'd'];
    const shuffled = (count: number | null) => make('random_shuffle', { input, result_count: count }).result;
    expect([...(shuffled(null) as string[])].sort()).toEqual(input);
    expect(shuffled(2)).toHaveLength(2);
    expect([...(shuffled(8) as string[])].sort()).toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']);
    expect(make('random_shuffle', { input: [] }).result).toEqual([]);
  });

  it.each([
    ['random_uuid', '4'],
    ['random_uuid4', '4'],
    ['random_uuid7', '7'],
  ])('%s is of version %s', (type, version) => {
    const { id, result } = make(type, {});
    expect(id).toBe(result);
    expect(result).toMatch(
      new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
    );
  });

  it('a password that is not kept has the length asked for', () => {
    const config = { length: 20, special: false, result: null, bcrypt_hash: null };
    expect(read(random.ephemeralResources.random_password, config).result).toMatch(/^[A-Za-z0-9]{20}$/);
  });
});
