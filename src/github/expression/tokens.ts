/** What an expression is made of. `end` has no text. */
export interface Token {
  kind: 'name' | 'number' | 'string' | 'mark' | 'end';
  text: string;
}

const forms: readonly { kind: Token['kind']; form: RegExp }[] = [
  { kind: 'string', form: /'(?:[^']|'')*'/y },
  { kind: 'number', form: /[+-]?(?:0x[0-9a-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?![\w-])/iy },
  { kind: 'name', form: /[a-z_][\w-]*/iy },
  { kind: 'mark', form: /\|\||&&|==|!=|<=|>=|[<>!()[\].,*]/y },
];

/** The tokens of an expression, the end included; undefined where a character belongs to none. */
export function tokensOf(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    const found = tokenAt(source, at);
    if (!found) return undefined;
    tokens.push(found.token);
    at = found.end;
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

function tokenAt(source: string, at: number): { token: Token; end: number } | undefined {
  for (const { kind, form } of forms) {
    form.lastIndex = at;
    const [text] = form.exec(source) ?? [];
    if (text === undefined) continue;
    const value = kind === 'string' ? text.slice(1, -1).replaceAll("''", "'") : text;
    return { token: { kind, text: value }, end: at + text.length };
  }
  return undefined;
}
