import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AddressSet } from '../address-set.ts';
import { type Flow, meet, portsOf, protocols, without } from './flows.ts';

const port = fc.integer({ min: 0, max: 65_535 });
const flow: fc.Arbitrary<Flow> = fc
  .tuple(fc.constantFrom(...protocols), port, port, fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map(([protocol, a, b, address, bits]) => ({
    protocol,
    firstPort: Math.min(a, b),
    lastPort: Math.max(a, b),
    addresses: AddressSet.of(`${address}/${bits}`),
  }));

const sizeOf = (flows: readonly Flow[]) =>
  flows.reduce(
    (sum, { firstPort, lastPort, addresses }) => sum + BigInt(lastPort - firstPort + 1) * addresses.size,
    0n,
  );

it('what is cut off and what is left make the whole', () => {
  fc.assert(
    fc.property(flow, flow, (a, b) => {
      expect(sizeOf(meet([a], [b])) + sizeOf(without([a], [b]))).toBe(sizeOf([a]));
      expect(meet(without([a], [b]), [b])).toEqual([]);
    }),
  );
});

it('ports are shown joined', () => {
  const of = (firstPort: number, lastPort: number): Flow => ({
    protocol: 'tcp',
    firstPort,
    lastPort,
    addresses: AddressSet.all,
  });
  expect(portsOf([of(22, 22), of(80, 90), of(91, 95)])).toEqual(['tcp/22', 'tcp/80-95']);
  expect(portsOf([of(0, 65_535)])).toEqual(['tcp/all']);
});
