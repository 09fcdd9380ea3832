import { createHash } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Row } from './rows.ts';

/** The part of the groups that is held out of training. */
export const heldOutShare = 0.2;

/**
 * Divides rows between training and hold-out so that no group, and no row with the same inputs as another, is on
 * both sides. It depends on the groups' names alone: a row never changes sides because others came or went.
 */
export class Split {
  readonly #parent = new Map<string, string>();
  readonly #groupOfInputs = new Map<string, string>();
  /** Rows of different groups that had the same inputs, so that their groups were joined. */
  joined = 0;

  /** First pass: every row once. */
  add(row: Row): void {
    const inputs = createHash('sha256').update(canonicalJson(row.inputs)).digest('base64');
    const root = this.#find(row.group);
    const other = this.#groupOfInputs.get(inputs);
    if (other === undefined) {
      this.#groupOfInputs.set(inputs, row.group);
      return;
    }
    const otherRoot = this.#find(other);
    if (otherRoot === root) return;
    this.joined += 1;
    // The smaller name leads, so that the order of the rows does not matter.
    const [lead, follow] = root < otherRoot ? [root, otherRoot] : [otherRoot, root];
    this.#parent.set(follow, lead);
  }

  /** Second pass: true for the hold-out. */
  isHeldOut(row: Row): boolean {
    return fraction(this.#find(row.group)) < heldOutShare;
  }

  #find(group: string): string {
    let root = group;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    if (root !== group) this.#parent.set(group, root);
    return root;
  }
}

/** A number in [0, 1) that depends on the name alone. */
function fraction(group: string): number {
  return createHash('sha256').update(`holdfast-split:${group}`).digest().readUInt32BE(0) / 2 ** 32;
}
