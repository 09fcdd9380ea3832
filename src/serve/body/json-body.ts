import { isUtf8 } from 'node:buffer';
import { HttpError } from '../http/http-error.ts';

/** Deeper than any request here can be. */
const maxDepth = 32;
const [zero, nine] = [0x30, 0x39];
const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [
  0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/**
 * The text of a body.
 * @throws HttpError `body` when it is not UTF-8
 */
export function readText(body: Buffer): string {
  if (!isUtf8(body)) throw new HttpError('body', 'the body is not valid UTF-8');
  return body.toString('utf8');
}

/**
 * The value of a JSON body. Objects are ordinary: read them with `Object.hasOwn`, and refuse keys that are not known.
 * With `exact`, integers beyond 2^53 are bigint instead of losing digits.
 * @throws HttpError `body`
 */
export function readJson(body: Buffer, options: { exact?: boolean } = {}): unknown {
  const text = readText(body);
  const { depth, digits } = outlineOf(body);
  if (depth > maxDepth) throw new HttpError('body', `the body is nested deeper than ${maxDepth} levels`);
  try {
    // Only a number of 16 digits or more can lose any; for the rest the plain parser is several times faster.
    return options.exact && digits >= 16 ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch {
    throw new HttpError('body', 'the body is not valid JSON');
  }
}

/** https://github.com/tc39/proposal-json-parse-with-source */
function keepDigits(_key: string, value: unknown, ...rest: unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const { source } = rest[0] as { source: string };
  return /^-?\d{1,40}$/.test(source) ? BigInt(source) : value;
}

interface Outline {
  depth: number;
  /** The most digits that follow each other outside of texts. */
  digits: number;
}

/** What of a body must be known before it is parsed. Ends at the first level that is too deep. */
function outlineOf(body: Buffer): Outline {
  const most = { depth: 0, digits: 0 };
  let depth = 0;
  let digits = 0;
  for (let at = 0; at < body.length && depth <= maxDepth; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === quote) at = endOfText(body, at);
    digits = byte >= zero && byte <= nine ? digits + 1 : 0;
    depth += levelsOf(byte);
    most.digits = Math.max(most.digits, digits);
    most.depth = Math.max(most.depth, depth);
  }
  return most;
}

/** How many levels a byte outside of a text goes down. */
function levelsOf(byte: number): number {
  if (byte === openBracket || byte === openBrace) return 1;
  return byte === closeBracket || byte === closeBrace ? -1 : 0;
}

/** Where the text that begins at `start` ends; long texts are passed at native speed. */
function endOfText(body: Buffer, start: number): number {
  let end = start;
  for (;;) {
    end = body.indexOf(quote, end + 1);
    if (end < 0) return body.length;
    let escapes = 0;
    while (body[end - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
}
