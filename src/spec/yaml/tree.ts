import { isMap, isPair, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Issue } from '../../base/issue.ts';
import type { Path } from '../nouns/noun.ts';
import { bareRecord } from '../shape/shape.ts';
import { limits } from './lexical.ts';
import type { Lines } from './lines.ts';
import { readPlain } from './scalars.ts';

/** Where a key and its value begin in the text. Items of lists have no key of their own. */
export interface Span {
  key: number;
  value: number;
}

/** What a file says, as plain values; maps have no prototype. */
export interface Tree {
  value: unknown;
  spans: ReadonlyMap<string, Span>;
  issues: Issue[];
  /** Paths whose value was refused: there is something, but what it means is not known. */
  unclear: Path[];
  /** Maps of which a key was refused. */
  incomplete: Path[];
}

export const pathKey = (path: Path): string => JSON.stringify(path);

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;

/** Turns nodes into values and refuses those that YAML parsers read differently. */
class Reader {
  readonly spans = new Map<string, Span>();
  readonly issues: Issue[] = [];
  readonly unclear: Path[] = [];
  readonly incomplete: Path[] = [];
  readonly #text: string;
  readonly #lines: Lines;
  #nodes = 0;

  constructor(text: string, lines: Lines) {
    this.#text = text;
    this.#lines = lines;
  }

  #refuse(offset: number, code: string, message: string, fix: string): void {
    this.issues.push({ code, message, fix, place: this.#lines.placeOf(offset) });
  }

  #refuseValue(path: Path, offset: number, message: string, fix: string): undefined {
    this.unclear.push(path);
    this.#refuse(offset, 'yaml-value', message, fix);
    return undefined;
  }

  read(node: unknown, path: Path, at: number, inFlow: boolean): unknown {
    const offset = startOf(node) ?? at;
    this.#nodes += 1;
    if (this.#nodes === limits.nodes + 1) {
      this.#refuse(offset, 'yaml-too-many', `more than ${limits.nodes} values`, 'split the platform');
    }
    if (this.#nodes > limits.nodes) return undefined;
    if (path.length > limits.depth) {
      this.#refuse(
        offset,
        'yaml-too-deep',
        `more than ${limits.depth} levels`,
        'put less inside of each other',
      );
      return undefined;
    }
    if (isMap(node)) return this.#map(node, path, inFlow);
    if (isSeq(node)) return this.#list(node, path);
    if (isScalar(node)) return this.#scalar(node, path, inFlow);
    return this.#refuseValue(path, at, 'there is no value', 'give it a value, or remove the key');
  }

  #list(node: YAMLSeq, path: Path): unknown[] {
    return node.items.map((item, index) => {
      const itemPath = [...path, index];
      const offset = startOf(item) ?? node.range?.[0] ?? 0;
      this.spans.set(pathKey(itemPath), { key: offset, value: offset });
      return this.read(item, itemPath, offset, node.flow === true);
    });
  }

  #map(node: YAMLMap, path: Path, inFlow: boolean): unknown {
    const start = node.range?.[0] ?? 0;
    if (inFlow && this.#text[start] !== '{') {
      return this.#refuseValue(path, start, 'a key inside [ ] is not allowed', 'write { KEY: VALUE }');
    }
    const entries: [string, unknown][] = [];
    for (const pair of node.items) {
      const entry = isPair(pair) ? this.#pair(pair, path, start, node.flow === true) : undefined;
      if (entry) entries.push(entry);
      else this.incomplete.push(path);
    }
    return bareRecord(entries);
  }

  #pair(pair: Pair, path: Path, start: number, inFlow: boolean): [string, unknown] | undefined {
    const keyAt = startOf(pair.key) ?? start;
    const key = this.#key(pair.key, keyAt, inFlow);
    if (key === undefined) return undefined;
    const itemPath = [...path, key];
    const first = this.spans.get(pathKey(itemPath));
    if (first !== undefined) {
      const { line } = this.#lines.placeOf(first.key);
      const message = `the key "${key}" stands here again, after line ${line}`;
      this.#refuse(keyAt, 'duplicate-key', message, 'remove one of the two');
      return undefined;
    }
    this.spans.set(pathKey(itemPath), { key: keyAt, value: startOf(pair.value) ?? keyAt });
    return [key, this.read(pair.value, itemPath, keyAt, inFlow)];
  }

  #key(node: unknown, offset: number, inFlow: boolean): string | undefined {
    const value = isScalar(node) ? this.#scalarValue(node, inFlow) : undefined;
    if (value === undefined) {
      this.#refuse(offset, 'yaml-key', 'a key must be text', 'write KEY: VALUE');
    } else if (typeof value === 'object') {
      this.#refuse(
        offset,
        'yaml-key',
        `as a key: ${value.problem}`,
        'use another name, or write it in quotes',
      );
    } else if (typeof value !== 'string' || value === '') {
      const fix = value === '' ? 'write a name' : `write a name, or "${value}" in quotes`;
      this.#refuse(offset, 'yaml-key', `a key must be text, and ${JSON.stringify(value)} is none`, fix);
    } else if (value === '__proto__' || value === '<<') {
      // Terraform merges under "<<" even in quotes.
      this.#refuse(offset, 'yaml-key', `a key cannot be ${value}`, 'use another name');
    } else if (!this.#isBeforeColon(node)) {
      this.#refuse(offset, 'yaml-key', 'a key needs a colon and a space behind it', `write ${value}: VALUE`);
    } else {
      return value;
    }
    return undefined;
  }

  #isBeforeColon(node: unknown): boolean {
    if (!isScalar(node)) return false;
    // In { } Terraform wants a space after the colon of a key without quotes.
    const colon = node.type === 'PLAIN' ? / *:(?=[ \r\n]|$)/y : / *:/y;
    colon.lastIndex = node.range?.[1] ?? 0;
    return colon.test(this.#text);
  }

  #scalar(node: Scalar, path: Path, inFlow: boolean): unknown {
    const value = this.#scalarValue(node, inFlow);
    if (typeof value !== 'object') return value;
    return this.#refuseValue(path, node.range?.[0] ?? 0, value.problem, value.fix);
  }

  #scalarValue(node: Scalar, inFlow: boolean): string | number | boolean | { problem: string; fix: string } {
    const [start, end] = node.range ?? [0, 0];
    const raw = this.#text.slice(start, end);
    if (raw === '') return { problem: 'there is no value', fix: 'give it a value, or remove the key' };
    if (raw.length > limits.scalarLength) {
      return { problem: `a value has at most ${limits.scalarLength} characters`, fix: 'shorten it' };
    }
    if (raw.includes('\n'))
      return { problem: 'a value may not go over several lines', fix: 'write it on one line' };
    if (raw.normalize('NFC') !== raw) {
      // Terraform normalises all text: https://github.com/zclconf/go-cty/blob/main/docs/types.md#string
      return {
        problem: 'letters and their accents are not composed (Unicode NFC)',
        fix: `write ${raw.normalize('NFC')}`,
      };
    }
    if (node.type === 'PLAIN') {
      const plain = readPlain(raw, inFlow);
      return 'problem' in plain ? plain : plain.value;
    }
    // npm's yaml reads 'a'' at the end of a file as if it were closed.
    if (!/^('([^']|'')*'|"([^"\\]|\\.)*")$/s.test(raw))
      return { problem: 'a quote is not closed', fix: 'close it' };
    const unknown = node.type === 'QUOTE_DOUBLE' ? /\\(?!["\\])./u.exec(raw.replaceAll('\\\\', '')) : null;
    if (unknown) {
      return {
        problem: `not every YAML parser knows ${unknown[0]}`,
        fix: 'write the character itself; \\" and \\\\ are allowed',
      };
    }
    return typeof node.value === 'string'
      ? node.value
      : { problem: 'this is no value', fix: 'write text in quotes' };
  }
}

export function readTree(root: unknown, text: string, lines: Lines): Tree {
  const reader = new Reader(text, lines);
  const value = reader.read(root, [], 0, false);
  const { spans, issues, unclear, incomplete } = reader;
  return { value, spans, issues, unclear, incomplete };
}
