/** Disjoint sets of the numbers below `size`. */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  /** The smallest member of the set: it does not depend on the order of the unions. */
  find(member: number): number {
    let root = member;
    while (this.#parentOf(root) !== root) root = this.#parentOf(root);
    for (let at = member; at !== root; ) {
      const next = this.#parentOf(at);
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  union(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    this.#parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  #parentOf(member: number): number {
    return this.#parent[member] ?? member;
  }
}

const shingleWords = 3;
const maxShingles = 5000;

/**
 * What makes a text near another: the hashes of every three words in a row, sorted, each once. Case, digits and
 * punctuation are left out, so that serial numbers and layout do not hide a copy. A text of fewer words is one
 * shingle, even an empty one.
 */
export function shinglesOf(text: string): Uint32Array {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const hashes = new Set<number>();
  const last = Math.max(0, words.length - shingleWords);
  for (let start = 0; start <= last && hashes.size < maxShingles; start += 1) {
    hashes.add(hashOf(words.slice(start, start + shingleWords).join(' ')));
  }
  return Uint32Array.from(hashes).sort();
}

/** FNV-1a, 32 bits, over UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Shared shingles over all shingles: 1 for copies, 0 for strangers. Both sorted. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] ?? 0, b[j] ?? 0];
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return shared / (a.length + b.length - shared);
}

/**
 * Joins every two texts whose similarity reaches `threshold`; exact, no pair is missed. Two such texts must share one
 * of their rarest shingles, so only texts that do are compared (prefix filtering: Chaudhuri, Ganti, Kaushik, "A
 * primitive operator for similarity joins in data cleaning", ICDE 2006).
 */
export function joinNearCopies(texts: Uint32Array[], threshold: number, sets: UnionFind): void {
  const frequency = frequencies(texts);
  const withShingle = new Map<number, number[]>();
  texts.forEach((text, index) => {
    const keys = rarest(text, frequency, threshold);
    const candidates = new Set(keys.flatMap((shingle) => withShingle.get(shingle) ?? []));
    for (const other of candidates) {
      if (sets.find(other) === sets.find(index)) continue;
      if (jaccard(text, texts[other] ?? new Uint32Array()) >= threshold) sets.union(other, index);
    }
    for (const shingle of keys) append(withShingle, shingle, index);
  });
}

function frequencies(texts: Uint32Array[]): Map<number, number> {
  const frequency = new Map<number, number>();
  for (const text of texts)
    for (const shingle of text) frequency.set(shingle, (frequency.get(shingle) ?? 0) + 1);
  return frequency;
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** So many of the rarest shingles that a text without any of them is below the threshold. */
function rarest(text: Uint32Array, frequency: Map<number, number>, threshold: number): number[] {
  const sorted = [...text].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || a - b);
  return sorted.slice(0, text.length - Math.ceil(threshold * text.length) + 1);
}
