import { byteString, bytesOf, decodeBytes } from './charset.ts';
import {
  type Entity,
  type Headers,
  headerText,
  parseEntity,
  parseParameterised,
  quotedPrintable,
} from './headers.ts';
import { textOfHtml } from './html.ts';

/** Bounds, so that no mail can hold the program up. The longest mail of the corpus has 300,734 bytes. */
const maxMailBytes = 2 * 1024 * 1024;
const maxDepth = 8;
const maxParts = 100;

export interface Mail {
  subject: string;
  /** The text that a reader sees; attachments left out. */
  body: string;
  messageId?: string;
  /** The message ids that it answers. Used for grouping only, never learned from. */
  references: string[];
}

/** Reads one raw mail. Never throws: what is malformed is read as far as it goes. */
export function parseMail(bytes: Uint8Array): Mail {
  const { headers, body } = parseEntity(byteString(bytes.subarray(0, maxMailBytes)));
  const { parameters } = parseParameterised(headers.get('content-type') ?? '');
  const messageId = ids(headers.get('message-id'))[0];
  return {
    subject: headerText(headers.get('subject') ?? '', parameters.get('charset')),
    body: new PartReader().textOf({ headers, body }, 0),
    ...(messageId ? { messageId } : {}),
    references: [...ids(headers.get('in-reply-to')), ...ids(headers.get('references'))],
  };
}

function ids(value = ''): string[] {
  return [...value.matchAll(/<([^<>\s]{3,200})>/g)].slice(0, 100).map((match) => match[1] ?? '');
}

class PartReader {
  #parts = 0;

  textOf(entity: Entity, depth: number): string {
    this.#parts += 1;
    if (depth > maxDepth || this.#parts > maxParts || isAttachment(entity.headers)) return '';
    const type = parseParameterised(entity.headers.get('content-type') ?? 'text/plain');
    const boundary = type.parameters.get('boundary');
    if (type.value.startsWith('multipart/') && boundary) {
      return this.#textOfParts(partsOf(entity.body, boundary), type.value, depth);
    }
    if (type.value === 'message/rfc822') return this.textOf(parseEntity(entity.body), depth + 1);
    if (
      /^[a-z]+\//.test(type.value) &&
      !type.value.startsWith('text/') &&
      !type.value.startsWith('multipart/')
    ) {
      return '';
    }
    const text = decodeBytes(bytesOf(transferDecoded(entity)), type.parameters.get('charset'));
    return type.value === 'text/html' || looksLikeHtml(text) ? textOfHtml(text) : text;
  }

  #textOfParts(parts: string[], type: string, depth: number): string {
    const entities = parts.map(parseEntity);
    const texts = entities.map((entity) => this.textOf(entity, depth + 1));
    const filled = texts.filter((text) => text.trim() !== '');
    // The parts of an alternative say the same thing: the first that says anything is enough.
    return type === 'multipart/alternative' ? (filled[0] ?? '') : filled.join('\n\n');
  }
}

function isAttachment(headers: Headers): boolean {
  return parseParameterised(headers.get('content-disposition') ?? '').value === 'attachment';
}

/** Many an HTML mail is sent as plain text. */
const looksLikeHtml = (text: string): boolean =>
  /^\s{0,200}<(!doctype html|html|head|body)\b/i.test(text.slice(0, 400));

/** The parts between the boundary lines; the last may lack its end. https://www.rfc-editor.org/rfc/rfc2046#section-5.1 */
function partsOf(body: string, boundary: string): string[] {
  const parts: string[] = [];
  const mark = `\n--${boundary}`;
  const text = `\n${body}`;
  let start = text.indexOf(mark);
  while (start >= 0 && parts.length < maxParts) {
    const afterMark = start + mark.length;
    if (text.startsWith('--', afterMark)) break;
    const lineEnd = text.indexOf('\n', afterMark);
    if (lineEnd < 0) break;
    const next = text.indexOf(mark, lineEnd);
    parts.push(text.slice(lineEnd + 1, next < 0 ? text.length : next));
    start = next;
  }
  return parts;
}

function transferDecoded({ headers, body }: Entity): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
  if (encoding === 'quoted-printable') return quotedPrintable(body);
  if (encoding === 'base64') return byteString(Buffer.from(base64Lines(body), 'base64'));
  return body;
}

/** The leading lines that are Base64: list servers append plain text to encoded bodies. */
function base64Lines(body: string): string {
  const lines = body.split(/\r?\n/);
  const end = lines.findIndex((line) => !/^[A-Za-z0-9+/=\s]*$/.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).join('');
}
