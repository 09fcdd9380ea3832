import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { type Digest, digestOf } from '../../base/digest.ts';
import { member } from '../plan/json.ts';
import type { Change } from './change.ts';

/**
 * What a plan would do, as one number: the same for two plans of the same configuration and the same world, whenever they
 * were made. Whoever approves it approves each change and each value before and after; drift in between makes another.
 */
export function planDigest(plan: Json, changes: ReadonlyMap<string, Change>): Digest {
  const outputs = member(plan, 'output_changes') ?? null;
  const sorted = [...changes.values()].sort((one, other) => (one.address < other.address ? -1 : 1));
  return digestOf(
    canonicalJson({ changes: sorted.map(({ ...change }) => change as unknown as Json), outputs }),
  );
}
