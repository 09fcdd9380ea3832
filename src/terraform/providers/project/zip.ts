import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZipEntry {
  /** With slashes. */
  name: string;
  content: Uint8Array;
  /** Permission bits; absent for content that comes from no file. */
  mode?: number;
}

/** Bit 3: the sizes follow the content. Bit 11: the name is UTF-8. */
const flags = { sizesFollow: 1 << 3, utf8: 1 << 11 };
const deflated = 8;
const unix = 3;
const regularFile = 0o100000;

interface Written {
  entry: ZipEntry;
  name: Buffer;
  offset: number;
  checksum: number;
  compressed: Buffer;
}

/**
 * A zip archive of the entries in the order given: the same bytes for the same entries, always. Its layout follows
 * the archiver of the provider (no times, sizes after the content); the compressed bytes differ from Go's.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.7 to 4.3.16
 */
export function zip(entries: ZipEntry[]): Buffer {
  const chunks: Buffer[] = [];
  const written: Written[] = [];
  let offset = 0;
  for (const entry of entries) {
    const one = {
      entry,
      name: Buffer.from(entry.name),
      offset,
      checksum: crc32(entry.content),
      compressed: deflateRawSync(entry.content),
    };
    const parts = [localHeader(one), one.compressed, descriptor(one)];
    chunks.push(...parts);
    written.push(one);
    offset += parts.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = written.map(centralHeader);
  const sizeBytes = directory.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...chunks, ...directory, endOfDirectory(written.length, sizeBytes, offset)]);
}

function flagsOf(name: Buffer): number {
  const ascii = name.every((byte) => byte < 0x80);
  return flags.sizesFollow | (ascii ? 0 : flags.utf8);
}

function localHeader({ name }: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flagsOf(name), 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ checksum, compressed, entry }: Written): Buffer {
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(0x08074b50, 0);
  sizes.writeUInt32LE(checksum, 4);
  sizes.writeUInt32LE(compressed.length, 8);
  sizes.writeUInt32LE(entry.content.length, 12);
  return sizes;
}

function centralHeader({ entry, name, offset, checksum, compressed }: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((entry.mode === undefined ? 0 : unix << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flagsOf(name), 8);
  header.writeUInt16LE(deflated, 10);
  header.writeUInt32LE(checksum, 16);
  header.writeUInt32LE(compressed.length, 20);
  header.writeUInt32LE(entry.content.length, 24);
  header.writeUInt16LE(name.length, 28);
  if (entry.mode !== undefined) header.writeUInt32LE(((regularFile | entry.mode) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endOfDirectory(count: number, sizeBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(sizeBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
