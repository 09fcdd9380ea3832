import { TextDecoder } from 'node:util';

const lineFeed = 10;

export interface Line {
  /** Counts from 1. */
  number: number;
  text: string;
}

/**
 * The lines of a UTF-8 stream, one in memory at a time. Only `\n` ends a line, as https://jsonlines.org says: Node's
 * `readline` also divides at U+2028 and U+2029, which JSON may hold inside a string, and takes lines of any length.
 * The end of the last line may be missing.
 * @param refuse makes the error for a line that is longer than `maxLineBytes` or not UTF-8
 */
export async function* linesOf(
  source: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
  refuse: (line: number, message: string) => Error,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let number = 0;
  for await (const bytes of rawLines(source, maxLineBytes, refuse)) {
    number += 1;
    yield { number, text: decoded(decoder, bytes, () => refuse(number, 'is not UTF-8')) };
  }
}

async function* rawLines(
  source: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
  refuse: (line: number, message: string) => Error,
): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const add = (part: Uint8Array) => {
    parts.push(part);
    size += part.length;
    if (size > maxLineBytes) throw refuse(number, `is longer than ${maxLineBytes} bytes`);
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      yield joined(parts);
      parts = [];
      size = 0;
      number += 1;
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (parts.length > 0) yield joined(parts);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, refused: () => Error): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw refused();
  }
}
