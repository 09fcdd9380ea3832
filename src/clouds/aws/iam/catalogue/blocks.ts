import { readFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Json } from '../../../../base/canonical-json.ts';

/**
 * Named JSON values in one file, each compressed alone, so that opening it is cheap and only what is asked for is read:
 * four bytes with the length of the index, the index (name → start and length), the blocks.
 */
export class Blocks {
  readonly #bytes: Uint8Array;
  readonly #index: Map<string, [start: number, length: number]>;

  constructor(bytes: Uint8Array) {
    const indexBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    this.#index = new Map(Object.entries(unpack(bytes.subarray(4, 4 + indexBytes)) as Index));
    this.#bytes = bytes.subarray(4 + indexBytes);
  }

  static open(file: string | URL): Blocks {
    return new Blocks(readFileSync(file));
  }

  names(): string[] {
    return [...this.#index.keys()];
  }

  has(name: string): boolean {
    return this.#index.has(name);
  }

  /** Undefined when there is no block of that name. */
  read(name: string): Json | undefined {
    const at = this.#index.get(name);
    return at && unpack(this.#bytes.subarray(at[0], at[0] + at[1]));
  }
}

type Index = Record<string, [number, number]>;

/** What `new Blocks` reads. */
export function packBlocks(values: Iterable<[name: string, value: Json]>): Uint8Array {
  const index: Index = {};
  const blocks: Uint8Array[] = [];
  let start = 0;
  for (const [name, value] of values) {
    const block = pack(value);
    index[name] = [start, block.length];
    blocks.push(block);
    start += block.length;
  }
  const packedIndex = pack(index);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(packedIndex.length);
  return Buffer.concat([head, packedIndex, ...blocks]);
}

function pack(value: Json): Uint8Array {
  return brotliCompressSync(JSON.stringify(value), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
}

function unpack(bytes: Uint8Array): Json {
  return JSON.parse(brotliDecompressSync(bytes).toString());
}
