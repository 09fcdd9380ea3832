import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Issue, Place, Result } from '../../base/issue.ts';
import type { ListNode, MapNode, Node, Text, TextNode } from '../types.ts';
import { limits } from './limits.ts';

/**
 * Reads YAML, of which JSON is a part, as GitHub does: without merge keys, with aliases. What is wrong with the text
 * comes as issues beside what can be read of it; without a value nothing can.
 */
export function readTree(text: string, file: string): Result<Node> {
  if (Buffer.byteLength(text) > limits.fileSizeBytes)
    return { issues: [issue(file, 'github-file-too-large', `is larger than ${limits.fileSizeBytes} bytes`)] };
  try {
    return new Builder(text, file).result();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { issues: [issue(file, 'github-file-too-deep', 'is nested too deeply')] };
  }
}

function issue(file: string, code: string, what: string): Issue {
  return { code, message: `${file} ${what}`, place: { file, line: 1, column: 1 } };
}

class Builder {
  readonly #text: string;
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #issues: Issue[] = [];
  readonly #document: Document.Parsed;
  #nodes = 0;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      // Every scalar stays the text that it is: `on`, `true` and `1.10` mean what GitHub makes of them.
      schema: 'failsafe',
      merge: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
  }

  result(): Result<Node> {
    for (const { message, pos } of this.#document.errors.slice(0, limits.issues))
      this.#problem('github-yaml', message.split('\n', 1)[0] ?? '', pos[0]);
    const value = this.#document.contents ? this.#node(this.#document.contents, 0) : undefined;
    return { ...(value && { value }), issues: this.#issues };
  }

  #problem(code: string, message: string, offset: number): void {
    if (this.#issues.length < limits.issues) this.#issues.push({ code, message, place: this.#place(offset) });
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #node(node: unknown, depth: number): Node {
    this.#nodes += 1;
    const start = offsetOf(node);
    if (this.#nodes > limits.nodes || depth > limits.nodeDepth) {
      this.#problem('github-file-too-deep', 'the file holds too many values, or too deep ones', start);
      return { kind: 'text', value: '', place: this.#place(start) };
    }
    if (isAlias(node)) return this.#alias(node, depth);
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) return this.#list(node, depth);
    return this.#scalar(node, start);
  }

  #alias(alias: Alias, depth: number): Node {
    const start = offsetOf(alias);
    const target = alias.resolve(this.#document);
    if (target) return this.#node(target, depth + 1);
    this.#problem('github-yaml', `there is no anchor ${alias.source} before`, start);
    return { kind: 'text', value: '', place: this.#place(start) };
  }

  #map(map: YAMLMap, depth: number): MapNode {
    const place = this.#place(offsetOf(map));
    const seen = new Set<string>();
    const entries: { key: Text; value: Node }[] = [];
    for (const pair of map.items) {
      if (this.#nodes > limits.nodes) break;
      const key = this.#node(pair.key, depth + 1);
      if (key.kind !== 'text') this.#problem('github-yaml', 'a key must be a text', offsetOf(pair.key));
      if (key.kind !== 'text') continue;
      if (seen.has(key.value))
        this.#problem(
          'github-yaml-duplicate',
          `${key.value.slice(0, 80)} stands there twice`,
          offsetOf(pair.key),
        );
      seen.add(key.value);
      const value: Node = pair.value
        ? this.#node(pair.value, depth + 1)
        : { kind: 'text', value: '', place: key.place };
      entries.push({ key, value });
    }
    return { kind: 'map', place, entries };
  }

  #list(list: YAMLSeq, depth: number): ListNode {
    const items: Node[] = [];
    for (const item of list.items) {
      if (this.#nodes > limits.nodes) break;
      items.push(this.#node(item, depth + 1));
    }
    return { kind: 'list', place: this.#place(offsetOf(list)), items };
  }

  #scalar(node: unknown, start: number): TextNode {
    const place = this.#place(start);
    if (!isScalar(node)) return { kind: 'text', value: '', place };
    const scalar = node as Scalar;
    const value = typeof scalar.value === 'string' ? scalar.value : '';
    if (scalar.type === 'BLOCK_LITERAL')
      return { kind: 'text', value, place, block: this.#block(start, place) };
    const isQuoted = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE';
    return { kind: 'text', value, place: isQuoted ? { ...place, column: place.column + 1 } : place };
  }

  /** A block's text begins on the line below its `|`, behind the indentation of its first line that is not empty. */
  #block(start: number, { line }: Place): { line: number; column: number } {
    const below = this.#text.indexOf('\n', start) + 1;
    const [indentation = ''] =
      /^(?:[ \t]*\r?\n)*( *)/.exec(this.#text.slice(below, below + 4_000))?.slice(1) ?? [];
    return { line: line + 1, column: indentation.length + 1 };
  }
}

function offsetOf(node: unknown): number {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0] ?? 0;
}
