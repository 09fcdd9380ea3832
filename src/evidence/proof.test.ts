import { describe, expect, it } from 'vitest';
import { signCheckpoint } from './checkpoint.ts';
import { leafHash, MerkleTree } from './merkle.ts';
import { formatProof, openProof, verifyProof } from './proof.ts';
import { changedBytes, codeOf, testKey } from './testing/test-keys.ts';

const { key, signer } = testKey('Ed25519');
const log = { origin: 'holdfast/example', key };
const entries = Array.from({ length: 11 }, (_, index) => Buffer.alloc(32, index));
const entry = (index: number) => entries[index] ?? Buffer.alloc(0);
const tree = new MerkleTree(entries.map(leafHash));

async function proofOf(index: number, size: number): Promise<Buffer> {
  const checkpoint = await signCheckpoint({ origin: log.origin, size, root: tree.root(size) }, key, signer);
  return formatProof({ index, hashes: tree.inclusionProof(index, size), checkpoint });
}

describe('an inclusion proof file', async () => {
  const bytes = await proofOf(6, 11);
  const text = bytes.toString();

  it('is laid out as the specification says', () => {
    // https://c2sp.org/tlog-proof#format
    const lines = text.split('\n');
    expect(lines.slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 6']);
    expect(lines.slice(2, 6)).toEqual(tree.inclusionProof(6).map((hash) => hash.toString('base64')));
    expect(lines.slice(6, 9)).toEqual(['', 'holdfast/example', '11']);
  });

  it('verifies from the name and key of the log alone, at every place', async () => {
    for (let size = 1; size <= entries.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const checkpoint = { origin: log.origin, size, root: tree.root(size) };
        expect(verifyProof(await proofOf(index, size), entry(index), log)).toEqual({ index, checkpoint });
      }
    }
  });

  it('reads back as it was written', () => {
    expect(formatProof(openProof(bytes))).toEqual(bytes);
  });

  it('is refused with any byte changed', () => {
    const passed = [...changedBytes(bytes)].filter(
      ({ bytes: changed }) => codeOf(() => verifyProof(changed, entry(6), log)) === undefined,
    );
    expect(passed.map(({ at }) => at)).toEqual([]);
  });

  it('of another entry or log is refused', () => {
    expect(codeOf(() => verifyProof(bytes, entry(7), log))).toBe('not-in-log');
    expect(codeOf(() => verifyProof(bytes, entry(6), { ...log, origin: 'holdfast/other' }))).toBe(
      'checkpoint-invalid',
    );
    expect(codeOf(() => verifyProof(bytes, entry(6), { ...log, key: testKey('Ed25519').key }))).toBe(
      'checkpoint-invalid',
    );
  });

  const hash = tree.inclusionProof(6)[0]?.toString('base64') ?? '';
  it.each([
    ['an extra line', text.replace('index', 'extra eA==\nindex')],
    ['another version', text.replace('@v1', '@v2')],
    ['a leading zero', text.replace('index 6', 'index 06')],
    ['an index that is no safe integer', text.replace('index 6', 'index 99999999999999999999')],
    ['no index', text.replace('index 6\n', '')],
    ['a short hash', text.replace(hash, Buffer.alloc(31).toString('base64'))],
    ['a line that is no base64', text.replace(hash, hash.replace('=', '*'))],
    ['hundreds of hashes', text.replace(hash, Array.from({ length: 500 }, () => hash).join('\n'))],
    ['no checkpoint', text.slice(0, text.indexOf('\n\n'))],
    ['nothing', ''],
    ['a megabyte', text.replace(hash, `${hash}\n`.repeat(20_000))],
  ])('is refused with %s', (_, changed) => {
    expect(codeOf(() => openProof(Buffer.from(changed)))).toBe('not-in-log');
  });
});
