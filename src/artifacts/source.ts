import { readSync } from 'node:fs';

/** Random access to bytes that need not fit in memory. */
export interface Source {
  readonly sizeBytes: number;
  /**
   * Up to `length` bytes from `offset`; fewer only at the end. The result is valid until the next call.
   * @throws the file system's error when it cannot be read
   */
  read(offset: number, length: number): Uint8Array;
}

export class BytesSource implements Source {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get sizeBytes(): number {
    return this.#bytes.length;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#bytes.subarray(offset, offset + length);
  }
}

/** An open file of a known size; who opened it closes it. */
export class FileSource implements Source {
  readonly sizeBytes: number;
  readonly #descriptor: number;

  constructor(descriptor: number, sizeBytes: number) {
    this.#descriptor = descriptor;
    this.sizeBytes = sizeBytes;
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(this.#descriptor, bytes, filled, bytes.length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  }
}
