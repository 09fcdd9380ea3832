import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressSet, internet, isAnyone } from './address-set.ts';

const range = fc
  .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map(([address, bits]) => AddressSet.of(`${address}/${bits}`));
const range6 = fc
  .tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }))
  .map(([address, bits]) => AddressSet.of(`${address}/${bits}`));
const set = fc
  .array(fc.oneof(range, range6), { maxLength: 6 })
  .map((all) => all.reduce((sum, one) => sum.or(one), AddressSet.none));

describe('sets of addresses', () => {
  it('obey the laws of sets', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect(a.and(b).or(a.without(b)).size).toBe(a.size);
        expect(a.without(b).meets(b)).toBe(false);
        expect(a.or(b).size).toBe(a.size + b.size - a.and(b).size);
        expect(a.or(b).covers(a)).toBe(true);
        expect(a.and(b.or(c)).size).toBe(a.and(b).or(a.and(c)).size);
      }),
    );
  });

  it.each([
    [['0.0.0.0/0'], true],
    [['0.0.0.0/1', '128.0.0.0/1'], true],
    [['::/0'], true],
    [['2000::/3'], true],
    [['10.0.0.0/8'], false],
    [['192.168.0.0/16', '172.16.0.0/12'], false],
    [['203.0.113.0/24'], false],
    [['fc00::/7'], false],
    [['2001:db8:1::/48'], false],
    [['52.0.0.0/6'], true],
  ])('%j is open to anyone: %j', (ranges, expected) => {
    expect(isAnyone(AddressSet.of(...ranges))).toBe(expected);
  });

  it.each(['', '10.0.0.0/33', '10.0.0/8', 'all', '::/129', '1.2.3.4/-1'])('%j is no range', (text) => {
    expect(AddressSet.parse(text)).toBeUndefined();
  });

  it('knows addresses within the host part, and both families', () => {
    expect(AddressSet.of('10.1.2.3/8').size).toBe(1n << 24n);
    expect(AddressSet.of('255.255.255.255').and(AddressSet.of('::')).isEmpty).toBe(true);
    expect(AddressSet.of('255.255.255.255').or(AddressSet.of('::')).size).toBe(2n);
    expect(internet.meets(AddressSet.of('10.0.0.0/8'))).toBe(false);
    expect(AddressSet.of('::ffff:1.2.3.4/128').size).toBe(1n);
  });
});
