import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash, MerkleTree, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { codeOf } from './testing/test-keys.ts';

// The leaves, roots and proofs of Certificate Transparency's own tests:
// https://github.com/transparency-dev/merkle/blob/main/testonly/constants.go
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hex = (hashes: Uint8Array[]) => hashes.map((hash) => Buffer.from(hash).toString('hex'));

describe('published vectors', () => {
  const tree = new MerkleTree(leaves.map((leaf) => leafHash(Buffer.from(leaf, 'hex'))));

  it('have these roots', () => {
    expect(hex(roots.map((_, size) => tree.root(size)))).toEqual(roots);
  });

  it('have these inclusion proofs', () => {
    expect(hex(tree.inclusionProof(0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(tree.inclusionProof(5, 8))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hex(tree.inclusionProof(2, 3))).toEqual([roots[2]]);
  });

  it('have these consistency proofs', () => {
    expect(hex(tree.consistencyProof(6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hex(tree.consistencyProof(2, 5))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

const most = 70;
const hashes = Array.from({ length: most }, (_, index) => leafHash(Buffer.from([index])));
const tree = new MerkleTree(hashes);
const hashAt = (index: number) => hashes[index] ?? Buffer.alloc(0);
const sizes = Array.from({ length: most + 1 }, (_, size) => size);

/** RFC 6962 section 2.1, word for word. */
function rootByDefinition(list: Buffer[]): Buffer {
  if (list.length === 1) return list[0] ?? Buffer.alloc(0);
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return nodeHash(rootByDefinition(list.slice(0, k)), rootByDefinition(list.slice(k)));
}

describe('a tree of every size', () => {
  it('has the root that the definition gives, whenever it is asked', () => {
    const growing = new MerkleTree();
    for (const size of sizes.slice(1)) {
      growing.append(hashAt(size - 1));
      expect(growing.root()).toEqual(rootByDefinition(hashes.slice(0, size)));
      expect(growing.root()).toEqual(tree.root(size));
    }
  });

  it('proves each of its entries, at its own place alone', () => {
    for (const size of sizes) {
      for (let index = 0; index < size; index += 1) {
        const proof = tree.inclusionProof(index, size);
        const at = (place: number) =>
          codeOf(() => verifyInclusion(hashAt(index), place, size, proof, tree.root(size)));
        const places = [index - 1, index, index + 1, index ^ 1, size - 1, size];
        expect(places.map(at)).toEqual(places.map((place) => (place === index ? undefined : 'not-in-log')));
      }
    }
  });

  it('proves that it continues each smaller one', () => {
    for (const second of sizes) {
      for (let first = 0; first <= second; first += 1) {
        const [before, after] = [head(first), head(second)];
        const proof = tree.consistencyProof(first, second);
        expect(codeOf(() => verifyConsistency(before, after, proof))).toBeUndefined();
        if (first < second)
          expect(codeOf(() => verifyConsistency(after, before, proof))).toBe('log-inconsistent');
      }
    }
  });
});

const head = (size: number) => ({ size, root: tree.root(size) });

const flip = (hash: Uint8Array, bit: number) => {
  const changed = Buffer.from(hash);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
};
const places = fc.tuple(fc.nat(most - 1), fc.nat(most - 1), fc.nat(255), fc.nat(10_000));

describe('a proof', () => {
  it('of inclusion fails with any bit changed, a hash more or a hash less', () => {
    fc.assert(
      fc.property(places, ([a, b, bit, pick]) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const [proof, root, leaf] = [tree.inclusionProof(index, size), tree.root(size), hashAt(index)];
        const verify = (changed: Buffer[], of = leaf, under = root) =>
          codeOf(() => verifyInclusion(of, index, size, changed, under));
        const changes = [
          verify(proof, flip(leaf, bit)),
          verify(proof, leaf, flip(root, bit)),
          verify([...proof, hashAt(pick % most)]),
          ...(proof.length > 0
            ? [
                verify(proof.toSpliced(pick % proof.length, 1)),
                verify(proof.with(pick % proof.length, flip(proof[pick % proof.length] ?? leaf, bit))),
                verify(proof.with(0, proof[0]?.subarray(0, 31) ?? leaf)),
              ]
            : []),
        ];
        expect(changes).toEqual(changes.map(() => 'not-in-log'));
      }),
    );
  });

  it('of consistency fails with any bit changed, a hash more or a hash less', () => {
    fc.assert(
      fc.property(places, ([a, b, bit, pick]) => {
        fc.pre(a !== b);
        const [first, second] = [head(Math.min(a, b) + 1), head(Math.max(a, b) + 1)];
        const proof = tree.consistencyProof(first.size, second.size);
        const at = pick % proof.length;
        const verify = (changed: Buffer[], before = first, after = second) =>
          codeOf(() => verifyConsistency(before, after, changed));
        const changes = [
          verify(proof, { ...first, root: flip(first.root, bit) }),
          verify(proof, first, { ...second, root: flip(second.root, bit) }),
          verify([...proof, hashAt(pick % most)]),
          verify(proof.toSpliced(at, 1)),
          verify(proof.with(at, flip(proof[at] ?? first.root, bit))),
        ];
        expect(changes).toEqual(changes.map(() => 'log-inconsistent'));
      }),
    );
  });

  it('is refused for numbers that count nothing', () => {
    const root = tree.root();
    for (const number of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)]) {
      expect(codeOf(() => verifyInclusion(hashAt(0), number, most, [], root))).toBe('not-in-log');
      expect(codeOf(() => verifyInclusion(hashAt(0), 0, number, [], root))).toBe('not-in-log');
      expect(codeOf(() => verifyConsistency({ size: number, root }, head(most), []))).toBe(
        'log-inconsistent',
      );
      expect(codeOf(() => verifyConsistency(head(1), { size: number, root }, []))).toBe('log-inconsistent');
    }
    const endless = Array.from({ length: 100_000 }, () => root);
    expect(codeOf(() => verifyInclusion(hashAt(0), 0, 2 ** 52, endless, root))).toBe('not-in-log');
  });

  it('cannot move the border between two hashes', () => {
    const both = Buffer.concat([hashAt(0), hashAt(1)]);
    const at = (border: number) =>
      codeOf(() => verifyInclusion(both.subarray(0, border), 0, 2, [both.subarray(border)], tree.root(2)));
    expect([31, 32, 33, 0, 64].map(at)).toEqual([
      'not-in-log',
      undefined,
      'not-in-log',
      'not-in-log',
      'not-in-log',
    ]);
  });

  it('of a log to itself is empty', () => {
    for (const size of [0, 1, 5]) {
      expect(codeOf(() => verifyConsistency(head(size), head(size), [hashAt(0)]))).toBe('log-inconsistent');
    }
    expect(codeOf(() => verifyConsistency(head(0), head(5), [hashAt(0)]))).toBe('log-inconsistent');
    expect(codeOf(() => verifyConsistency({ ...head(5), size: 0 }, head(5), []))).toBe('log-inconsistent');
  });

  it('cannot pass a node for an entry', () => {
    const node = nodeHash(hashAt(0), hashAt(1));
    const asEntry = leafHash(Buffer.concat([hashAt(0), hashAt(1)]));
    expect(asEntry).not.toEqual(node);
  });

  it('is made only for what there is', () => {
    expect(() => tree.inclusionProof(most)).toThrow(RangeError);
    expect(() => tree.inclusionProof(5, 5)).toThrow(RangeError);
    expect(() => tree.inclusionProof(-1)).toThrow(RangeError);
    expect(() => tree.consistencyProof(6, 5)).toThrow(RangeError);
    expect(() => tree.consistencyProof(1, most + 1)).toThrow(RangeError);
    expect(() => tree.root(most + 1)).toThrow(RangeError);
    expect(() => tree.root(0.5)).toThrow(RangeError);
    expect(() => new MerkleTree([Buffer.alloc(31)])).toThrow(TypeError);
  });
});
