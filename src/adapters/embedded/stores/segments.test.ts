import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SegmentOpener, SegmentSealer, segmentBytes } from './segments.ts';

const secret = randomBytes(32);
const [first, second] = [randomBytes(segmentBytes), Buffer.from('the end')];

function sealedStream(name = 'dataset/a') {
  const sealer = new SegmentSealer(secret, name);
  const segments = [
    Buffer.concat(sealer.seal(first, false)),
    Buffer.concat(sealer.seal(second, true)),
  ] as const;
  return { header: sealer.header, segments };
}

/** Opens segments one after the other, each as the last or not; tells which of them opened. */
function opened(header: Buffer, segments: [Buffer, boolean][], name = 'dataset/a', key = secret): boolean[] {
  const opener = SegmentOpener.of(header, key, name);
  return segments.map(([segment, last]) => opener?.open(segment, last) !== undefined);
}

describe('sealed segments', () => {
  const { header, segments } = sealedStream();
  const [head, tail] = segments;

  it('open in their order, under their name and key', () => {
    const opener = SegmentOpener.of(header, secret, 'dataset/a');
    expect(opener?.open(head, false)?.equals(first)).toBe(true);
    expect(opener?.open(tail, true)?.equals(second)).toBe(true);
  });

  it.each<[string, boolean[]]>([
    ['as the last one too early', opened(header, [[head, true]])],
    [
      'as if more would follow',
      opened(header, [
        [head, false],
        [tail, false],
      ]),
    ],
    [
      'in another order',
      opened(header, [
        [tail, true],
        [head, false],
      ]),
    ],
    [
      'twice',
      opened(header, [
        [head, false],
        [head, false],
      ]).slice(1),
    ],
    ['under another name', opened(header, [[head, false]], 'dataset/b')],
    ['under another key', opened(header, [[head, false]], 'dataset/a', randomBytes(32))],
    ['under the header of another stream', opened(sealedStream().header, [[head, false]])],
    ['shorter than a tag', opened(header, [[head.subarray(0, 15), false]])],
  ])('do not open %s', (_how, results) => {
    expect(results.at(-1)).toBe(false);
  });

  it('never have the same form twice', () => {
    expect(sealedStream().segments[0].equals(head)).toBe(false);
  });

  it('have no opener for a header of another kind', () => {
    for (const wrong of [header.subarray(1), Buffer.alloc(header.length), Buffer.concat([header, header])]) {
      expect(SegmentOpener.of(wrong, secret, 'dataset/a')).toBeUndefined();
    }
  });
});
