import { crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ZipEntry, zip } from './zip.ts';

/** Reads an archive by its directory, as any program does. */
function unzip(bytes: Buffer): ZipEntry[] {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    const nameSize = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameSize).toString('utf8');
    const local = bytes.readUInt32LE(at + 42);
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    const content = inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(at + 20)));
    expect([content.length, crc32(content)]).toEqual([
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 16),
    ]);
    const mode = bytes.readUInt32LE(at + 38) >>> 16;
    at += 46 + nameSize;
    return { name, content, ...(mode !== 0 && { mode: mode & 0o777 }) };
  });
}

const entry: fc.Arbitrary<ZipEntry> = fc.record(
  {
    name: fc.string({ minLength: 1, unit: 'grapheme' }),
    content: fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
    mode: fc.integer({ min: 1, max: 0o777 }),
  },
  { requiredKeys: ['name', 'content'] },
);

it('an archive gives back what was put into it, and is always the same', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const bytes = zip(entries);
      expect(unzip(bytes)).toEqual(entries.map((one) => ({ ...one })));
      expect(zip(entries).equals(bytes)).toBe(true);
    }),
  );
});
