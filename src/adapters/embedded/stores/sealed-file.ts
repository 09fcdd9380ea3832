import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type Digest, digestFromHex } from '../../../base/digest.ts';
import { VerificationError } from '../../../base/errors.ts';
import type { ArtifactRef } from '../../../ports/artifacts.ts';
import { guarded } from './file-errors.ts';
import { headerBytes, SegmentOpener, SegmentSealer, sealedSize, segmentBytes, tagBytes } from './segments.ts';

/** Segments that are sealed together before they are written: fewer calls, and still little memory. */
const segmentsPerWrite = 8;

/** Writes in the background, one batch behind the sealing, so that the disk and the processor work at once. */
class BatchWriter {
  readonly #handle: FileHandle;
  readonly #path: string;
  #batch: Buffer[] = [];
  #underWay: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle, path: string) {
    this.#handle = handle;
    this.#path = path;
  }

  async write(buffers: Buffer[]): Promise<void> {
    this.#batch.push(...buffers);
    if (this.#batch.length >= 2 * segmentsPerWrite) await this.#start();
  }

  async #start(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    await this.#underWay;
    this.#underWay = guarded('write an artifact', this.#path, () => writeAll(this.#handle, batch));
    // A failure is reported by whoever awaits it next; until then it is not unhandled.
    this.#underWay.catch(() => {});
  }

  async finish(): Promise<void> {
    await this.#start();
    await this.#underWay;
  }

  /** After a failure: the file must not be closed while a write is under way. Never throws. */
  async settle(): Promise<void> {
    await this.#underWay.catch(() => {});
  }
}

async function writeAll(handle: FileHandle, buffers: Buffer[]): Promise<void> {
  const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  if (total === 0) return;
  const { bytesWritten } = await handle.writev(buffers);
  // The system may take less than all; the rest goes again.
  if (bytesWritten < total) await handle.writeFile(Buffer.concat(buffers).subarray(bytesWritten));
}

/**
 * Seals a stream into an empty file. Every byte is copied once, into a segment of our own: a source may reuse its
 * buffers.
 */
export async function sealInto(
  handle: FileHandle,
  path: string,
  source: AsyncIterable<Uint8Array>,
  secret: Uint8Array,
  name: string,
): Promise<{ digest: Digest; size: number }> {
  const sealer = new SegmentSealer(secret, name);
  const writer = new BatchWriter(handle, path);
  const hash = createHash('sha256');
  const segment = Buffer.allocUnsafeSlow(segmentBytes);
  let used = 0;
  let size = 0;

  const flush = (last: boolean): Promise<void> => {
    const plain = segment.subarray(0, used);
    hash.update(plain);
    size += used;
    used = 0;
    return writer.write(sealer.seal(plain, last));
  };

  try {
    await writer.write([sealer.header]);
    for await (const chunk of source) {
      for (let taken = 0; taken < chunk.length; ) {
        // A full segment waits for the next byte: only then it is known not to be the last.
        if (used === segmentBytes) await flush(false);
        const part = chunk.subarray(taken, taken + segmentBytes - used);
        segment.set(part, used);
        used += part.length;
        taken += part.length;
      }
    }
    await flush(true);
    await writer.finish();
  } finally {
    await writer.settle();
  }
  return { digest: digestFromHex(hash.digest('hex')), size };
}

/** Fills a buffer from a place on; what it returns is shorter when the file ends before. */
async function readAt(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

interface Place {
  position: number;
  length: number;
  last: boolean;
}

/** Where the segments of a sealed file are, one after the other. */
function* places(sealedBytes: number): Generator<Place> {
  const step = segmentBytes + tagBytes;
  for (let position = headerBytes; position < sealedBytes; position += step) {
    const length = Math.min(step, sealedBytes - position);
    yield { position, length, last: position + length === sealedBytes };
  }
}

type Read = (buffer: Buffer, position: number) => Promise<Buffer>;

/** Reads the next place while the last one is looked at. A buffer is good until the next one is asked for. */
async function* readingAhead(all: Iterator<Place>, read: Read): AsyncGenerator<[Buffer, Place]> {
  const buffers = [0, 1].map(() => Buffer.allocUnsafeSlow(segmentBytes + tagBytes));
  let turn = 0;
  const begin = (): { place: Place; bytes: Promise<Buffer> } | undefined => {
    const { value: place, done } = all.next();
    if (done) return undefined;
    turn = 1 - turn;
    const buffer = buffers[turn] ?? Buffer.alloc(0);
    const bytes = read(buffer.subarray(0, place.length), place.position);
    // A failure is reported by whoever awaits it; until then it is not unhandled.
    bytes.catch(() => {});
    return { place, bytes };
  };
  let ahead = begin();
  try {
    while (ahead !== undefined) {
      const { place, bytes } = ahead;
      const sealed = await bytes;
      ahead = begin();
      yield [sealed, place];
    }
  } finally {
    // The file must not be closed while a read is under way.
    await ahead?.bytes.catch(() => {});
  }
}

/**
 * The plain bytes of a sealed file. Each segment is authenticated before it is passed on; the next one is read
 * meanwhile.
 * @throws VerificationError `artifact-damaged` when anything is not as it was written
 */
export async function* openInto(
  handle: FileHandle,
  path: string,
  ref: ArtifactRef,
  secret: Uint8Array,
): AsyncGenerator<Buffer> {
  const damaged = (what: string) =>
    new VerificationError('artifact-damaged', ref.digest, `${what}; it is under data key ${ref.key}`);
  const read = (buffer: Buffer, position: number) =>
    guarded('read an artifact', path, () => readAt(handle, buffer, position));
  const { size: sealedBytes } = await guarded('read an artifact', path, () => handle.stat());
  if (sealedBytes !== sealedSize(ref.size)) {
    throw damaged(`its file has ${sealedBytes} bytes and not ${sealedSize(ref.size)}`);
  }
  const opener = SegmentOpener.of(await read(Buffer.alloc(headerBytes), 0), secret, ref.key);
  if (opener === undefined) throw damaged('its file does not begin as a sealed artifact');

  const hash = createHash('sha256');
  for await (const [sealed, place] of readingAhead(places(sealedBytes), read)) {
    const plain = opener.open(sealed, place.last);
    if (plain === undefined) throw damaged(`its file was changed in the segment at byte ${place.position}`);
    hash.update(plain);
    if (plain.length > 0) yield plain;
  }
  if (digestFromHex(hash.digest('hex')) !== ref.digest) throw damaged('its content is another one');
}
