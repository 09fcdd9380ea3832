import { createHash } from 'node:crypto';

declare const digestBrand: unique symbol;

/** A SHA-256 in text: `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = string & { readonly [digestBrand]: true };

const form = /^sha256:[0-9a-f]{64}$/;

export function isDigest(text: string): text is Digest {
  return form.test(text);
}

/** Text from outside to a digest; throws a TypeError when it is none, so check user input with `isDigest`. */
export function asDigest(text: string): Digest {
  if (!isDigest(text)) throw new TypeError(`not a sha256 digest: ${text.slice(0, 80)}`);
  return text;
}

export function digestOf(data: Uint8Array | string): Digest {
  return asDigest(`sha256:${createHash('sha256').update(data).digest('hex')}`);
}

/** The 64 hexadecimal digits alone, as in-toto's digest sets and file names have them. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length);
}

export function digestFromHex(hex: string): Digest {
  return asDigest(`sha256:${hex}`);
}

/** The first twelve digits: enough for people, never for machines. */
export function shortDigest(digest: Digest): string {
  return hexOf(digest).slice(0, 12);
}

/** Passes a stream on and, when it has ended, knows its digest and size in bytes. */
export class DigestingStream implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #hash = createHash('sha256');
  size = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.#hash.update(chunk);
      this.size += chunk.length;
      yield chunk;
    }
  }

  /** Call once, after the stream has ended. */
  digest(): Digest {
    return asDigest(`sha256:${this.#hash.digest('hex')}`);
  }
}
