import { z } from 'zod';

/** Statements nest a few levels; deeper is an attack on whoever walks the value. */
const maxDepth = 64;
const tooDeep = `nests deeper than ${maxDepth}`;

/**
 * Reads JSON from outside so that one text has one meaning for every reader: valid UTF-8, no byte order mark, no key
 * twice in an object (parsers differ in which one they take), no `__proto__`, bounded in size and depth.
 * The problem never quotes the text.
 */
export function readStrictJson(
  bytes: Uint8Array,
  maxBytes: number,
): { value: unknown } | { problem: string } {
  if (bytes.length > maxBytes) return { problem: `is larger than ${maxBytes} bytes` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // Before the parser runs, so that nesting costs no memory.
    const problem = scan(text);
    return problem === undefined ? { value: JSON.parse(text) } : { problem };
  } catch {
    return { problem: 'is not JSON' };
  }
}

/** The keys of each open object; undefined for an open array. */
type Open = (Set<string> | undefined)[];

/** Walks brackets and strings alone; what is no JSON at all is left to the parser. */
function scan(text: string): string | undefined {
  const open: Open = [];
  let problem: string | undefined;
  for (let at = 0; at < text.length && problem === undefined; at += 1) {
    switch (text[at]) {
      case '{':
        if (open.push(new Set()) > maxDepth) problem = tooDeep;
        break;
      case '[':
        if (open.push(undefined) > maxDepth) problem = tooDeep;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case '"': {
        const end = endOfString(text, at);
        if (isKey(text, end)) problem = addKey(open.at(-1), text.slice(at, end));
        at = end - 1;
      }
    }
  }
  return problem;
}

/** The index after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at += 1;
  return text[at] === ':';
}

/** Keys are compared as they mean, not as they are escaped. */
function addKey(keys: Set<string> | undefined, quoted: string): string | undefined {
  const key: string = JSON.parse(quoted);
  if (key === '__proto__') return 'has a key __proto__';
  if (keys?.has(key)) return 'has an object with the same key twice';
  keys?.add(key);
  return undefined;
}

/** What a schema objects to, on one line and bounded: it may quote hostile input. */
export function objectionsOf(error: z.ZodError): string {
  const text = z.prettifyError(error).replaceAll(/\p{Cc}+\s*/gu, ' ');
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
