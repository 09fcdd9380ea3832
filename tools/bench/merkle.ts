import { createHash } from 'node:crypto';
import { leafHash, MerkleTree } from '../../src/evidence/merkle.ts';
import type { Measurement } from '../bench.ts';

const entries = Array.from({ length: 100_000 }, (_, index) =>
  createHash('sha256').update(String(index)).digest(),
);

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** The tree over 100,000 entries, against the bare hashing that it cannot do without: two a leaf. */
export async function measure(): Promise<Measurement[]> {
  const pair = Buffer.alloc(65);
  const reference = seconds(() => {
    for (let index = 0; index < entries.length * 2; index += 1) createHash('sha256').update(pair).digest();
  });
  const ours = seconds(() => void new MerkleTree(entries.map(leafHash)).root());
  return [{ what: 'Merkle tree of 100,000 entries', ours, reference, unit: 's', limit: 2 }];
}
