import { describe, expect, it } from 'vitest';
import { formatCheckpoint, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { signNote } from './signed-note.ts';
import { changedBytes, codeOf, testKey } from './testing/test-keys.ts';

const { key, signer } = testKey('Ed25519');
const origin = 'holdfast/example';
const checkpoint = {
  origin,
  size: 20_852_163,
  root: Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64'),
};

describe('a checkpoint', async () => {
  const bytes = await signCheckpoint(checkpoint, key, signer);

  it('has the three lines of the specification', () => {
    // https://c2sp.org/tlog-checkpoint
    expect(formatCheckpoint({ ...checkpoint, origin: 'example.com/behind-the-sofa' })).toBe(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    );
  });

  it('gives back what was signed', async () => {
    expect(openCheckpoint(bytes, origin, key)).toEqual(checkpoint);
    const empty = { ...checkpoint, size: 0 };
    expect(openCheckpoint(await signCheckpoint(empty, key, signer), origin, key)).toEqual(empty);
  });

  it('is refused with any byte changed', () => {
    const passed = [...changedBytes(bytes)].filter(
      ({ bytes: changed }) => codeOf(() => openCheckpoint(changed, origin, key)) === undefined,
    );
    expect(passed.map(({ at }) => at)).toEqual([]);
  });

  it('is refused at any other length', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(codeOf(() => openCheckpoint(bytes.subarray(0, length), origin, key))).toBe('checkpoint-invalid');
    }
  });

  it('of another log or key is refused', () => {
    expect(codeOf(() => openCheckpoint(bytes, 'holdfast/other', key))).toBe('checkpoint-invalid');
    expect(codeOf(() => openCheckpoint(bytes, origin, testKey('Ed25519').key))).toBe('checkpoint-invalid');
    expect(codeOf(() => openCheckpoint(bytes, origin, testKey('P-256').key))).toBe('checkpoint-invalid');
  });

  const root = checkpoint.root.toString('base64');
  it.each([
    ['an extension line', `${origin}\n1\n${root}\nmore\n`],
    ['two lines', `${origin}\n1\n`],
    ['another origin under the same key', `holdfast/other\n1\n${root}\n`],
    ['a leading zero', `${origin}\n01\n${root}\n`],
    ['a sign', `${origin}\n+1\n${root}\n`],
    ['a negative size', `${origin}\n-1\n${root}\n`],
    ['a size that is no safe integer', `${origin}\n99999999999999999999\n${root}\n`],
    ['a hexadecimal size', `${origin}\n0x1\n${root}\n`],
    ['a short root', `${origin}\n1\n${checkpoint.root.subarray(1).toString('base64')}\n`],
    ['a root in URL-safe base64', `${origin}\n1\n${checkpoint.root.toString('base64url')}=\n`],
    ['a root with spare bits', `${origin}\n1\n${root.replace('2I=', '2J=')}\n`],
  ])('is refused with %s, even signed', async (_, text) => {
    const signed = await signNote(text, origin, key, signer);
    expect(codeOf(() => openCheckpoint(signed, origin, key))).toBe('checkpoint-invalid');
  });

  it.each([
    ['origin', { ...checkpoint, origin: 'two words' }],
    ['origin', { ...checkpoint, origin: '' }],
    ['size', { ...checkpoint, size: -1 }],
    ['size', { ...checkpoint, size: 0.5 }],
    ['root', { ...checkpoint, root: Buffer.alloc(31) }],
  ])('is not signed with a bad %s', async (_, bad) => {
    await expect(signCheckpoint(bad, key, signer)).rejects.toThrow(TypeError);
  });
});
