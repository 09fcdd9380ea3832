import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressSet } from './address-set.ts';
import { type AclRule, decide } from './network-acls.ts';
import { type Flow, protocols, without } from './traffic/flows.ts';

const range = fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '10.0.0.0/8', '52.1.0.0/16', '52.1.2.3/32', '::/0');
const port = fc.integer({ min: 0, max: 40 });
const flow: fc.Arbitrary<Flow> = fc
  .record({ protocol: fc.constantFrom(...protocols), a: port, b: port, range })
  .map(({ protocol, a, b, range: text }) => ({
    protocol,
    firstPort: Math.min(a, b),
    lastPort: Math.max(a, b),
    addresses: AddressSet.of(text),
  }));
const rule: fc.Arbitrary<AclRule> = fc
  .record({ flow, isAllow: fc.boolean(), isKnown: fc.boolean() })
  .map(({ flow: one, isAllow, isKnown }) => ({
    number: 0,
    isAllow,
    sure: isKnown ? [one] : [],
    possible: [one],
    doubt: isKnown ? undefined : 'a range is not known',
  }));
const rules = fc.array(rule, { maxLength: 8 });

const isWithin = (flows: readonly Flow[], whole: readonly Flow[]) => without(flows, whole).length === 0;

/** Packet by packet, as the documentation tells it. */
function lets(all: readonly AclRule[], protocol: Flow['protocol'], to: number, address: AddressSet): boolean {
  const first = all.find(({ possible }) =>
    possible.some(
      (one) =>
        one.protocol === protocol &&
        one.firstPort <= to &&
        to <= one.lastPort &&
        one.addresses.covers(address),
    ),
  );
  return first?.isAllow === true;
}

describe('access lists', () => {
  it('a denial never widens, wherever it stands', () => {
    fc.assert(
      fc.property(rules, rule, fc.nat(8), (all, one, at) => {
        const before = decide(all);
        const after = decide(all.toSpliced(at, 0, { ...one, isAllow: false }));
        expect(isWithin(after.possible, before.possible)).toBe(true);
        expect(isWithin(after.sure, before.sure)).toBe(true);
      }),
    );
  });

  it('what is sure is possible', () => {
    fc.assert(
      fc.property(rules, (all) => {
        expect(isWithin(decide(all).sure, decide(all).possible)).toBe(true);
      }),
    );
  });

  it('the first rule that matches decides, packet by packet', () => {
    const address = fc.constantFrom('1.2.3.4', '10.1.1.1', '52.1.2.3', '52.1.9.9', '200.1.1.1', '2600::1');
    fc.assert(
      fc.property(rules, fc.constantFrom(...protocols), port, address, (some, protocol, to, text) => {
        const all = some.map((one): AclRule => ({ ...one, sure: one.possible, doubt: undefined }));
        const packet: Flow = { protocol, firstPort: to, lastPort: to, addresses: AddressSet.of(text) };
        const expected = lets(all, protocol, to, packet.addresses);
        expect(isWithin([packet], decide(all).sure)).toBe(expected);
        expect(isWithin([packet], decide(all).possible)).toBe(expected);
      }),
    );
  });
});
