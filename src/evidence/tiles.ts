import { VerificationError } from '../base/errors.ts';
import type { MerkleTree } from './merkle.ts';

/** https://c2sp.org/tlog-tiles: tiles are 256 hashes wide. */
const width = 256;
const tileHeight = 8;

/** `1234067` becomes `x001/x234/067`. */
function encodeIndex(index: number): string {
  const parts = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    parts.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return parts.join('/');
}

/** The path of a tile of hashes (`level`) or of entries, partial when it holds fewer than 256. */
export function tilePath(level: number | 'entries', index: number, count: number): string {
  return `tile/${level}/${encodeIndex(index)}${count === width ? '' : `.p/${count}`}`;
}

export interface LogFile {
  path: string;
  bytes: Buffer;
}

/**
 * The tiles of hashes of a tree, each only as wide as it is full.
 * @param from the size of the tree before: only what is new or wider since then
 */
export function* hashTiles(tree: MerkleTree, from = 0): Generator<LogFile> {
  for (let level = 0; tree.level(level * tileHeight).length > 0; level += 1) {
    const hashes = tree.level(level * tileHeight);
    const before = Math.floor(from / width ** level);
    yield* tilesOf(level, hashes, before);
  }
}

/**
 * The bundles of entries: what a reader without the tree downloads.
 * @param from the number of entries before, as in `hashTiles`
 */
export function* entryTiles(entries: readonly Uint8Array[], from = 0): Generator<LogFile> {
  yield* tilesOf('entries', entries, from, withLength);
}

/** From the first tile that changed since `before` items were there. */
function* tilesOf(
  level: number | 'entries',
  items: readonly Uint8Array[],
  before: number,
  encode: (item: Uint8Array) => Uint8Array = (item) => item,
): Generator<LogFile> {
  if (items.length <= before) return;
  for (let index = Math.floor(before / width); index * width < items.length; index += 1) {
    const part = items.slice(index * width, (index + 1) * width);
    yield { path: tilePath(level, index, part.length), bytes: Buffer.concat(part.map(encode)) };
  }
}

/** @throws RangeError for an entry of 64 KiB or more */
function withLength(entry: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(entry.length);
  return Buffer.concat([length, entry]);
}

/**
 * The entries of one bundle.
 * @throws VerificationError `log-inconsistent` when it does not hold exactly `count`
 */
export function decodeEntries(bytes: Uint8Array, count: number, subject: string): Buffer[] {
  const data = Buffer.from(bytes);
  const entries: Buffer[] = [];
  let offset = 0;
  while (offset + 2 <= data.length && entries.length < count) {
    const length = data.readUInt16BE(offset);
    entries.push(data.subarray(offset + 2, offset + 2 + length));
    offset += 2 + length;
  }
  if (offset === data.length && entries.length === count) return entries;
  throw new VerificationError('log-inconsistent', subject, `does not hold ${count} whole entries`);
}

const tileForm =
  /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/;

/** What a path of a tile says; undefined when it is none. */
export function parseTilePath(
  path: string,
): { level: number | 'entries'; index: number; count: number } | undefined {
  const [, level, digits, partial] = tileForm.exec(path) ?? [];
  if (level === undefined || digits === undefined) return undefined;
  const parsed = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(digits.replaceAll(/[x/]/g, '')),
    count: partial === undefined ? width : Number(partial),
  };
  return tilePath(parsed.level, parsed.index, parsed.count) === path ? parsed : undefined;
}

/** The bytes that a tile of this path must have in a log; undefined when the log is too small for it. */
export function tileBytes(
  path: string,
  tree: MerkleTree,
  entries: readonly Uint8Array[],
): Buffer | undefined {
  const parsed = parseTilePath(path);
  if (!parsed) return undefined;
  const { level, index, count } = parsed;
  const start = index * width;
  const items =
    level === 'entries'
      ? entries.slice(start, start + count).map(withLength)
      : tree.level(level * tileHeight).slice(start, start + count);
  return items.length === count ? Buffer.concat(items) : undefined;
}

/** The paths of the entry bundles of a log, with what each must hold. */
export function entryTilePaths(size: number): { path: string; count: number }[] {
  return Array.from({ length: Math.ceil(size / width) }, (_, index) => {
    const count = Math.min(width, size - index * width);
    return { path: tilePath('entries', index, count), count };
  });
}
