import { CST, Lexer } from 'yaml';
import type { Issue } from '../../base/issue.ts';
import type { Lines } from './lines.ts';

export const limits = {
  sizeBytes: 1024 * 1024,
  depth: 20,
  nodes: 50_000,
  scalarLength: 2000,
  issues: 100,
} as const;

/** A node has at most its own token and a few for spaces, commas and colons. */
const mostTokens = limits.nodes * 8;

type TokenType = NonNullable<ReturnType<typeof CST.tokenType>>;

const refusedTokens: Partial<Record<TokenType, { what: string; fix: string }>> = {
  anchor: { what: 'an anchor', fix: 'repeat the text; a value that starts with & needs quotes' },
  alias: { what: 'an alias', fix: 'repeat the text; a value that starts with * needs quotes' },
  tag: { what: 'a tag', fix: 'remove it; a value that starts with ! needs quotes' },
  'directive-line': { what: 'a directive', fix: 'remove it; a value that starts with % needs quotes' },
  'doc-end': { what: 'an end of document', fix: 'remove it' },
  'explicit-key-ind': {
    what: 'an explicit key',
    fix: 'write KEY: VALUE; text that starts with ? needs quotes',
  },
  'block-scalar-header': { what: 'text over several lines', fix: 'write it on one line, in quotes' },
};

export interface Lexical {
  issues: Issue[];
  /** False when it is too deep or too much to be read further. */
  bounded: boolean;
}

/** How deep lines are indented below each other; a bound of the depth of block collections. */
class Indents {
  readonly #open: number[] = [];

  enter(column: number): number {
    while ((this.#open.at(-1) ?? -1) >= column) this.#open.pop();
    return this.#open.push(column);
  }
}

class Pass {
  readonly issues: Issue[] = [];
  readonly #lines: Lines;
  readonly #indents = new Indents();
  #offset = 0;
  #lineStart = 0;
  #count = 0;
  #flow = 0;
  /** There was something other than space and comments. */
  #begun = false;
  /** Nothing but indentation and `-` so far on this line. */
  #starting = true;
  /** The lexer announced that the next token is the text of a scalar, whatever it looks like. */
  #scalar = false;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  #refuse(code: string, message: string, fix: string): void {
    this.issues.push({ code, message, fix, place: this.#lines.placeOf(this.#offset) });
  }

  /** False when there is no reading on. */
  take(token: string): boolean {
    const type = this.#scalar ? 'text' : CST.tokenType(token);
    this.#scalar = type === 'scalar';
    // These are the lexer's own marks and no part of the text.
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') return true;
    this.#count += 1;
    if (type !== 'text' && type !== null) this.#refuseFeature(type);
    const bounded = this.#isBounded(type);
    this.#offset += token.length;
    const newline = token.lastIndexOf('\n');
    if (newline >= 0) this.#lineStart = this.#offset - (token.length - newline - 1);
    if (newline >= 0 && type === 'newline') this.#starting = true;
    return bounded && this.issues.length < limits.issues;
  }

  #refuseFeature(type: TokenType): void {
    const refused = refusedTokens[type];
    if (refused) {
      const message = `${refused.what} is not allowed: not every YAML parser reads it alike`;
      this.#refuse('yaml-feature', message, refused.fix);
    }
    if (type === 'doc-start' && this.#begun) {
      this.#refuse('yaml-feature', 'a second document is not allowed', 'remove it, and the line ---');
    }
    if (type === 'flow-map-start' || type === 'flow-seq-start') this.#flow += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') this.#flow = Math.max(0, this.#flow - 1);
  }

  #isBounded(type: TokenType | 'text' | null): boolean {
    const content = type !== 'newline' && type !== 'space' && type !== 'comment';
    const depth = content && this.#starting ? this.#indents.enter(this.#offset - this.#lineStart) : 0;
    if (content && type !== 'seq-item-ind') this.#starting = false;
    if (content && type !== 'directive-line') this.#begun = true;
    if (this.#flow > limits.depth || depth > 2 * limits.depth) {
      this.#refuse('yaml-too-deep', `more than ${limits.depth} levels`, 'put less inside of each other');
      return false;
    }
    if (this.#count > mostTokens) {
      this.#refuse('yaml-too-many', `more than ${limits.nodes} values`, 'split the platform');
      return false;
    }
    return true;
  }
}

/**
 * A pass over the tokens, without recursion: refuses what the two parsers may not see, and everything that is too deep
 * for the parsers that follow.
 */
export function readTokens(text: string, lines: Lines): Lexical {
  const pass = new Pass(lines);
  for (const token of new Lexer().lex(text)) {
    if (!pass.take(token)) return { issues: pass.issues, bounded: false };
  }
  return { issues: pass.issues, bounded: true };
}
