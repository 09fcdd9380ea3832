const maxEntityCharacters = 32;

/** The HTML entities that mails use beyond numbers. https://html.spec.whatwg.org/#named-character-references */
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  bull: '•',
  middot: '·',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Tags within a line of text. A reader sees no gap at them: `V<b></b>iagra` is one word. */
const inline = new Set([
  'a',
  'b',
  'i',
  'u',
  'em',
  'strong',
  'font',
  'span',
  'big',
  'small',
  'tt',
  'code',
  'sub',
  'sup',
]);
const unread = new Set(['script', 'style', 'title']);

/**
 * What a reader of an HTML mail sees, as text. One pass over the input, whatever it holds; nothing of it is run or
 * fetched.
 */
export function textOfHtml(html: string): string {
  const pieces: string[] = [];
  const lower = html.toLowerCase();
  const lastComment = lower.lastIndexOf('-->');
  let position = 0;
  while (position < html.length) {
    const tag = html.indexOf('<', position);
    pieces.push(html.slice(position, tag < 0 ? html.length : tag));
    if (tag < 0) break;
    const after = endOfMarkup(lower, tag, lastComment);
    if (after === tag) pieces.push('<');
    else if (breaksText(lower, tag)) pieces.push('\n');
    position = Math.max(after, tag + 1);
  }
  return decodeEntities(pieces.join(''));
}

const nameAt = (lower: string, tag: number): string =>
  /^<\/?([a-z][a-z0-9]{0,15})/.exec(lower.slice(tag, tag + 20))?.[1] ?? '';

/**
 * Where the markup that begins at `tag` ends; `tag` itself when it is no markup but a plain `<`. A comment that nothing
 * closes ends as a tag does: mail programs show what follows it.
 */
function endOfMarkup(lower: string, tag: number, lastComment: number): number {
  if (lower.startsWith('<!--', tag) && tag < lastComment) return endAfter(lower, '-->', tag + 4);
  if (!/^<[a-z/!?]/.test(lower.slice(tag, tag + 2))) return tag;
  const end = endAfter(lower, '>', tag);
  const name = nameAt(lower, tag);
  if (!unread.has(name) || lower[tag + 1] === '/') return end;
  return endAfter(lower, '>', endAfter(lower, `</${name}`, end));
}

/** Behind the next `mark`, or the end of the text where there is none: each search that fails is the last. */
function endAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function breaksText(lower: string, tag: number): boolean {
  const name = nameAt(lower, tag);
  return name !== '' && !inline.has(name);
}

export function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,8}|[a-z][a-z0-9]{1,30});?/gi, (whole, name: string) => {
    if (whole.length > maxEntityCharacters) return whole;
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    const hexadecimal = /^#x/i.test(name);
    const code = Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : ' ';
  });
}
