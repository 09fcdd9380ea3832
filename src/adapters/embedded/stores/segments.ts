import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/*
 * A stream sealed in segments with AES-256-GCM. The construction is STREAM, as Tink's AES-GCM-HKDF streaming has it
 * (https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming): a fresh key for each stream, and in
 * each nonce the segment's number and whether it is the last, so that none can be moved, left out or added.
 *
 *   header   magic "HFSEAL" | version 1 | log2 of the segment size | 32 bytes salt | 7 bytes nonce prefix
 *   key      HKDF-SHA256(secret, salt, "holdfast segments v1\0" + name)
 *   segment  AES-256-GCM(key, nonce = prefix | number, 4 bytes big endian | last 1 or 0, aad = header) | 16 bytes tag
 *
 * Every segment but the last is full; an empty stream is one empty segment.
 */

const segmentSizeLog2 = 18;
/** Plain bytes in a segment. Sealing and hashing it while it is in the processor's cache is what makes this fast. */
export const segmentBytes = 2 ** segmentSizeLog2;
export const tagBytes = 16;
const saltBytes = 32;
const prefixBytes = 7;
const magic = Buffer.from([...Buffer.from('HFSEAL'), 1, segmentSizeLog2]);
export const headerBytes = magic.length + saltBytes + prefixBytes;

function segmentCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / segmentBytes));
}

/** What a stream of so many plain bytes takes when it is sealed. */
export function sealedSize(plainBytes: number): number {
  return headerBytes + plainBytes + tagBytes * segmentCount(plainBytes);
}

function streamKey(secret: Uint8Array, header: Buffer, name: string): Buffer {
  const salt = header.subarray(magic.length, magic.length + saltBytes);
  return Buffer.from(hkdfSync('sha256', secret, salt, `holdfast segments v1\0${name}`, 32));
}

/** Counts the segments of one stream; the same key never sees a nonce twice. */
class Nonces {
  readonly #nonce = Buffer.alloc(12);
  #number = 0;

  constructor(header: Buffer) {
    header.copy(this.#nonce, 0, header.length - prefixBytes);
  }

  next(last: boolean): Buffer {
    this.#nonce.writeUInt32BE(this.#number, prefixBytes);
    this.#nonce.writeUInt8(last ? 1 : 0, prefixBytes + 4);
    this.#number += 1;
    return this.#nonce;
  }
}

/** Seals the segments of one stream, in order. `name` is bound to them: they open under no other. */
export class SegmentSealer {
  readonly header = Buffer.concat([magic, randomBytes(saltBytes + prefixBytes)]);
  readonly #key: Buffer;
  readonly #nonces = new Nonces(this.header);

  constructor(secret: Uint8Array, name: string) {
    this.#key = streamKey(secret, this.header, name);
  }

  /** The sealed bytes, to be written one after the other. */
  seal(plain: Uint8Array, last: boolean): [Buffer, Buffer] {
    const cipher = createCipheriv('aes-256-gcm', this.#key, this.#nonces.next(last), {
      authTagLength: tagBytes,
    });
    cipher.setAAD(this.header);
    const sealed = cipher.update(plain);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
  }
}

/** Opens the segments of one stream, in order. */
export class SegmentOpener {
  readonly #header: Buffer;
  readonly #key: Buffer;
  readonly #nonces: Nonces;

  /** Undefined when the header is not one of ours. */
  static of(header: Buffer, secret: Uint8Array, name: string): SegmentOpener | undefined {
    const known = header.length === headerBytes && header.subarray(0, magic.length).equals(magic);
    return known ? new SegmentOpener(header, secret, name) : undefined;
  }

  private constructor(header: Buffer, secret: Uint8Array, name: string) {
    this.#header = Buffer.from(header);
    this.#key = streamKey(secret, this.#header, name);
    this.#nonces = new Nonces(this.#header);
  }

  /** The plain bytes in a buffer of their own, or undefined when the segment is not what was sealed at this place. */
  open(sealed: Buffer, last: boolean): Buffer | undefined {
    const nonce = this.#nonces.next(last);
    if (sealed.length < tagBytes) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(this.#header);
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
    try {
      decipher.final();
      return plain;
    } catch {
      return undefined;
    }
  }
}
