import { createHash } from 'node:crypto';
import { VerificationError } from '../base/errors.ts';

/** RFC 6962 section 2.1: leaves and nodes are hashed apart, so that none passes for the other. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update('\u0000').update(entry).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update('\u0001').update(left).update(right).digest();
}

const emptyRoot = createHash('sha256').digest();

/** Largest power of two below n, for n of at least 2. */
function splitPoint(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The state of a log: what a checkpoint signs. */
export interface TreeHead {
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
}

/** A tree that grows at its end and keeps the hash of every full subtree: about two hashes for each leaf. */
export class MerkleTree {
  /** `#levels[k][i]` is the root of the leaves i·2^k to (i+1)·2^k − 1. */
  readonly #levels: Buffer[][] = [[]];

  constructor(leaves: Iterable<Uint8Array> = []) {
    for (const leaf of leaves) this.append(leaf);
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  /** @param leaf a leaf hash of 32 bytes */
  append(leaf: Uint8Array): void {
    if (leaf.length !== 32) throw new TypeError('a leaf hash has 32 bytes');
    let hash: Buffer = Buffer.from(leaf);
    for (let level = 0; ; level += 1) {
      const row = this.#levels[level] ?? [];
      this.#levels[level] = row;
      row.push(hash);
      const left = row.at(-2);
      if (row.length % 2 === 1 || !left) return;
      hash = nodeHash(left, hash);
    }
  }

  /** The hashes of full subtrees of 2^level leaves, which is what tiles are made of. */
  level(level: number): readonly Buffer[] {
    return this.#levels[level] ?? [];
  }

  root(size = this.size): Buffer {
    this.#check(size);
    return size === 0 ? emptyRoot : this.#range(0, size);
  }

  /** RFC 6962 section 2.1.1: from the leaf's sibling upwards. */
  inclusionProof(index: number, size = this.size): Buffer[] {
    this.#check(size);
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new RangeError(`no leaf ${index} in ${size}`);
    const path = (start: number, end: number): Buffer[] => {
      if (end - start === 1) return [];
      const middle = start + splitPoint(end - start);
      return index < middle
        ? [...path(start, middle), this.#range(middle, end)]
        : [...path(middle, end), this.#range(start, middle)];
    };
    return path(0, size);
  }

  /** RFC 6962 section 2.1.2. */
  consistencyProof(first: number, second = this.size): Buffer[] {
    this.#check(second);
    if (!Number.isInteger(first) || first < 0 || first > second)
      throw new RangeError(`${first} is not before ${second}`);
    if (first === 0 || first === second) return [];
    const path = (m: number, start: number, end: number, whole: boolean): Buffer[] => {
      if (m === end - start) return whole ? [] : [this.#range(start, end)];
      const k = splitPoint(end - start);
      return m <= k
        ? [...path(m, start, start + k, whole), this.#range(start + k, end)]
        : [...path(m - k, start + k, end, false), this.#range(start, start + k)];
    };
    return path(first, 0, second, true);
  }

  #range(start: number, end: number): Buffer {
    const width = end - start;
    const level = Math.log2(width);
    const full = Number.isInteger(level) && start % width === 0;
    const known = full ? this.#levels[level]?.[start / width] : undefined;
    if (known) return known;
    const middle = start + splitPoint(width);
    return nodeHash(this.#range(start, middle), this.#range(middle, end));
  }

  #check(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > this.size)
      throw new RangeError(`no tree of ${size} in ${this.size}`);
  }
}

/** A size or an index that is one, and hashes that are no other length, so that no two inputs hash alike. */
function wellFormed(numbers: number[], hashes: Uint8Array[]): boolean {
  const counts = numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
  return counts && hashes.length < 64 && hashes.every((hash) => hash.length === 32);
}

/** The root that a leaf and its proof lead to: RFC 9162 section 2.1.3.2. Undefined when the proof does not fit. */
function rootFromInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: Uint8Array[],
): Buffer | undefined {
  if (!wellFormed([index, size], [leaf, ...proof]) || index >= size) return undefined;
  let [fn, sn] = [BigInt(index), BigInt(size - 1)];
  let hash: Buffer = Buffer.from(leaf);
  for (const step of proof) {
    if (sn === 0n) return undefined;
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else hash = nodeHash(hash, step);
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n ? hash : undefined;
}

/**
 * RFC 9162 section 2.1.3.2.
 * @param leaf the leaf's hash
 * @throws VerificationError `not-in-log`
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: Uint8Array[],
  root: Uint8Array,
  subject = 'inclusion proof',
): void {
  if (rootFromInclusion(leaf, index, size, proof)?.equals(root)) return;
  throw new VerificationError('not-in-log', subject, `does not prove entry ${index} of a log of ${size}`);
}

/**
 * RFC 9162 section 2.1.4.2.
 * @throws VerificationError `log-inconsistent` when the second tree does not continue the first
 */
export function verifyConsistency(
  first: TreeHead,
  second: TreeHead,
  proof: Uint8Array[],
  subject = 'consistency proof',
): void {
  if (consistent(first, second, proof)) return;
  throw new VerificationError(
    'log-inconsistent',
    subject,
    `a log of ${second.size} entries does not continue the one of ${first.size}`,
  );
}

function consistent(first: TreeHead, second: TreeHead, proof: Uint8Array[]): boolean {
  if (!wellFormed([first.size, second.size], [first.root, second.root, ...proof])) return false;
  if (first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && Buffer.from(first.root).equals(second.root);
  // Every log continues the empty one, so there is nothing to prove but that it was empty.
  if (first.size === 0) return proof.length === 0 && emptyRoot.equals(first.root);
  const size = BigInt(first.size);
  const isPower = (size & (size - 1n)) === 0n;
  const [start, ...rest] = isPower ? [first.root, ...proof] : proof;
  return start !== undefined && walk(start, rest, first, second);
}

function walk(start: Uint8Array, rest: Uint8Array[], first: TreeHead, second: TreeHead): boolean {
  let [fn, sn] = [BigInt(first.size - 1), BigInt(second.size - 1)];
  while (fn % 2n === 1n) [fn, sn] = [fn / 2n, sn / 2n];
  let [fr, sr]: [Buffer, Buffer] = [Buffer.from(start), Buffer.from(start)];
  for (const step of rest) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      [fr, sr] = [nodeHash(step, fr), nodeHash(step, sr)];
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else sr = nodeHash(sr, step);
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n && fr.equals(first.root) && sr.equals(second.root);
}
