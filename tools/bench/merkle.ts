import { createHash } from 'node:crypto';
import { leafHash, MerkleTree } from '../../src/evidence/merkle.ts';
import type { Measurement } from '../bench.ts';
import { medianSeconds } from '../timing.ts';

const entries = Array.from({ length: 100_000 }, (_, index) =>
  createHash('sha256').update(String(index)).digest(),
);

/** The tree over 100,000 entries, against the bare hashing that it cannot do without: two a leaf. */
export async function measure(): Promise<Measurement[]> {
  const pair = Buffer.alloc(65);
  const reference = await medianSeconds(() => {
    for (let index = 0; index < entries.length * 2; index += 1) createHash('sha256').update(pair).digest();
  });
  const ours = await medianSeconds(() => new MerkleTree(entries.map(leafHash)).root());
  return [{ what: 'Merkle tree of 100,000 entries', ours, reference, unit: 's', limit: 4 }];
}
