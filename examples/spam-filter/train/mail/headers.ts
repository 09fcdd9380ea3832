import { bytesOf, decodeBytes } from './charset.ts';

const maxHeaders = 1000;
const maxValueCharacters = 10_000;

/** Header fields by lower-case name; of several with one name the first. Values are byte strings, unfolded. */
export type Headers = Map<string, string>;

export interface Entity {
  headers: Headers;
  /** Everything after the first empty line, as a byte string. */
  body: string;
}

/**
 * Splits a mail or a part of one into headers and body. What is no header line (an mbox `From ` line, garbage) is
 * skipped. https://www.rfc-editor.org/rfc/rfc5322#section-2.2
 */
export function parseEntity(byteText: string): Entity {
  const headers: Headers = new Map();
  let position = 0;
  let name = '';
  for (let count = 0; position < byteText.length && count < maxHeaders; count += 1) {
    const newline = byteText.indexOf('\n', position);
    const end = newline < 0 ? byteText.length : newline;
    const line = byteText.slice(position, end).replace(/\r$/, '');
    position = end + 1;
    if (line === '') break;
    name = takeLine(headers, name, line);
  }
  return { headers, body: byteText.slice(position) };
}

/** Takes one line of a header; returns the name that a folded next line belongs to. */
function takeLine(headers: Headers, current: string, line: string): string {
  if (/^[ \t]/.test(line)) {
    const value = headers.get(current);
    if (value !== undefined && value.length < maxValueCharacters) headers.set(current, value + line);
    return current;
  }
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon)).trimEnd().toLowerCase();
  if (!/^[!-9;-~]{1,80}$/.test(name) || headers.has(name)) return '';
  headers.set(name, line.slice(colon + 1, colon + 1 + maxValueCharacters).trim());
  return name;
}

/**
 * The text of a header such as Subject, with encoded words resolved. https://www.rfc-editor.org/rfc/rfc2047
 * @param charset what bytes outside encoded words are read as: mails that send them mean the charset of their body
 */
export function headerText(value: string, charset?: string): string {
  const joined = value.replace(/(\?=)[ \t]+(?==\?)/g, '$1');
  const word = /=\?([^?\s]{1,60})\?([bq])\?([^?\s]{0,1000})\?=/gi;
  let text = '';
  let position = 0;
  for (const match of joined.matchAll(word)) {
    text += decodeBytes(bytesOf(joined.slice(position, match.index)), charset);
    text += encodedWord(match[1] ?? '', match[2] ?? '', match[3] ?? '');
    position = match.index + match[0].length;
  }
  return text + decodeBytes(bytesOf(joined.slice(position)), charset);
}

function encodedWord(charset: string, encoding: string, data: string): string {
  // RFC 2231 lets a language follow: `iso-8859-1*en`.
  const label = charset.replace(/\*.*$/, '');
  if (encoding.toLowerCase() === 'b') return decodeBytes(Buffer.from(data, 'base64'), label);
  return decodeBytes(bytesOf(quotedPrintable(data.replaceAll('_', ' '))), label);
}

/** Resolves `=XX` and soft line breaks; what is malformed stays as it is. A byte string in, a byte string out. */
export function quotedPrintable(data: string): string {
  return data
    .replace(/=[ \t]{0,80}\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** `text/html; charset="x"` in parts; parameters by lower-case name. https://www.rfc-editor.org/rfc/rfc2045#section-5 */
export function parseParameterised(value: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const [first = '', ...rest] = value.slice(0, 2000).split(';', 50);
  for (const piece of rest) {
    const equals = piece.indexOf('=');
    if (equals < 1) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    const text = piece.slice(equals + 1).trim();
    parameters.set(name, /^"([^"]*)/.exec(text)?.[1] ?? text.split(/\s/, 1)[0] ?? '');
  }
  return { value: first.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '', parameters };
}
