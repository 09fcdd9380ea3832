import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash, MerkleTree } from './merkle.ts';
import { codeOf } from './testing/test-keys.ts';
import {
  decodeEntries,
  entryTilePaths,
  entryTiles,
  hashTiles,
  type LogFile,
  parseTilePath,
  tileBytes,
  tilePath,
} from './tiles.ts';

/** Large enough for two levels that are full, as the specification's example of 70,000 is. */
const size = 70_000;
const entries = Array.from({ length: size }, (_, index) => {
  const entry = Buffer.alloc(32);
  entry.writeUInt32BE(index);
  return entry;
});
const tree = new MerkleTree(entries.map(leafHash));
const first = (count: number) => new MerkleTree(entries.slice(0, count).map(leafHash));
const pathsOf = (files: Iterable<LogFile>) => [...files].map(({ path }) => path);

describe('paths', () => {
  // https://c2sp.org/tlog-tiles#merkle-tree
  it.each([
    ['tile/0/x001/x234/067', 0, 1_234_067, 256],
    ['tile/0/000', 0, 0, 256],
    ['tile/1/999.p/17', 1, 999, 17],
    ['tile/entries/x001/000.p/255', 'entries', 1000, 255],
    ['tile/63/000.p/1', 63, 0, 1],
  ] as const)('%s', (path, level, index, count) => {
    expect(tilePath(level, index, count)).toBe(path);
    expect(parseTilePath(path)).toEqual({ level, index, count });
  });

  it.each([
    'tile/0/0',
    'tile/0/001/067',
    'tile/0/x000/001',
    'tile/00/000',
    'tile/0/000.p/256',
    'tile/0/000.p/300',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000/',
    'tile/0/../000',
    'tile/-1/000',
    'tile/data/000',
    'tile/0/x001/x234/067 ',
    'checkpoint',
    '',
  ])('not %j', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe('the tiles of a log', () => {
  it("are the specification's example", () => {
    const paths = pathsOf(hashTiles(tree));
    const level = (number: number) => paths.filter((path) => path.startsWith(`tile/${number}/`));
    expect(level(0)).toHaveLength(274);
    expect(level(0).at(-1)).toBe('tile/0/273.p/112');
    expect(level(1)).toEqual(['tile/1/000', 'tile/1/001.p/17']);
    expect(level(2)).toEqual(['tile/2/000.p/1']);
    expect(level(3)).toEqual([]);
    expect(pathsOf(hashTiles(first(256)))).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect([...hashTiles(first(0)), ...entryTiles([])]).toEqual([]);
  });

  it('hold the roots of the full tiles below', () => {
    const [tile] = [...hashTiles(tree)].filter(({ path }) => path === 'tile/1/001.p/17');
    const second = new MerkleTree(entries.slice(256 * 256, 256 * 257).map(leafHash)).root();
    expect(tile?.bytes.subarray(0, 32)).toEqual(second);
    expect(tile?.bytes).toHaveLength(17 * 32);
  });

  it('hold the entries, each after its length', () => {
    const files = [...entryTiles(entries.slice(0, 300))];
    expect(files.map(({ path }) => path)).toEqual(['tile/entries/000', 'tile/entries/001.p/44']);
    expect(files[1]?.bytes.subarray(0, 34).toString('hex')).toBe(`0020${entries[256]?.toString('hex')}`);
    expect(files.map(({ path }) => path)).toEqual(entryTilePaths(300).map(({ path }) => path));
    const read = entryTilePaths(300).flatMap(({ count }, index) =>
      decodeEntries(files[index]?.bytes ?? Buffer.alloc(0), count, ''),
    );
    expect(read).toEqual(entries.slice(0, 300));
  });

  it('that are new since an earlier size are just those that were not there', () => {
    fc.assert(
      fc.property(fc.nat(1500), fc.nat(1500), (a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)];
        const old = new Set(pathsOf([...hashTiles(first(before)), ...entryTiles(entries.slice(0, before))]));
        const all = pathsOf([...hashTiles(first(after)), ...entryTiles(entries.slice(0, after))]);
        const added = pathsOf([
          ...hashTiles(first(after), before),
          ...entryTiles(entries.slice(0, after), before),
        ]);
        expect(added).toEqual(all.filter((path) => !old.has(path)));
      }),
      { numRuns: 40 },
    );
    expect(pathsOf(hashTiles(tree, size - 1))).toEqual(['tile/0/273.p/112']);
  });

  it('follow from their paths', () => {
    for (const { path, bytes } of [...hashTiles(first(1000)), ...entryTiles(entries.slice(0, 1000))]) {
      expect(tileBytes(path, tree, entries)).toEqual(bytes);
    }
    expect(tileBytes('tile/0/274', tree, entries)).toBeUndefined();
    expect(tileBytes('tile/0/273.p/113', tree, entries)).toBeUndefined();
    expect(tileBytes('tile/9/000.p/1', tree, entries)).toBeUndefined();
    expect(tileBytes('tile/entries/273.p/200', tree, entries)).toBeUndefined();
  });
});

describe('a bundle of entries', () => {
  const [bundle] = [...entryTiles(entries.slice(0, 3))];
  const bytes = bundle?.bytes ?? Buffer.alloc(0);

  it.each([
    ['fewer entries', bytes, 4],
    ['more entries', bytes, 2],
    ['a byte less', bytes.subarray(0, -1), 3],
    ['a byte more', Buffer.concat([bytes, Buffer.alloc(1)]), 3],
    ['a length beyond its end', Buffer.from('ffff00', 'hex'), 1],
    ['endless empty entries', Buffer.alloc(1_000_000), 3],
    ['nothing', Buffer.alloc(0), 1],
  ])('is refused with %s', (_, changed, count) => {
    expect(codeOf(() => decodeEntries(changed, count, 'tile'))).toBe('log-inconsistent');
  });

  it('carries entries of any size up to 64 KiB', () => {
    const odd = [Buffer.alloc(0), Buffer.alloc(65_535, 1), Buffer.from('x')];
    const [file] = [...entryTiles(odd)];
    expect(decodeEntries(file?.bytes ?? Buffer.alloc(0), 3, 'tile')).toEqual(odd);
    expect(() => [...entryTiles([Buffer.alloc(65_536)])]).toThrow(RangeError);
  });
});
