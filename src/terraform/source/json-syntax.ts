import type { Attribute, Block, Body, Item, NewAttribute, Value } from './body.ts';
import { limits } from './limits.ts';
import { lineEndsOf, type TextEdit } from './text.ts';

/** A JSON value with its place, in UTF-16 code units. */
export type JsonNode = { start: number; end: number } & (
  | { kind: 'object'; members: JsonMember[] }
  | { kind: 'array'; elements: JsonNode[] }
  | { kind: 'string'; value: string }
  | { kind: 'other' }
);

export interface JsonMember {
  key: string;
  keyStart: number;
  keyEnd: number;
  value: JsonNode;
}

/**
 * Reads JSON with places. `JSON.parse` has judged the text before, so that no error can occur here but depth.
 * @throws SyntaxError for what is not JSON or too deep
 */
export function readJson(text: string): JsonNode {
  JSON.parse(text);
  return new Reader(text).value(0);
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    if (depth > limits.jsonDepth)
      throw new SyntaxError(`more than ${limits.jsonDepth} values in one another`);
    this.#skipSpace();
    const start = this.#at;
    switch (this.#text[start]) {
      case '{': {
        const members = this.#list('}', () => this.#member(depth));
        return { kind: 'object', start, end: this.#at, members };
      }
      case '[': {
        const elements = this.#list(']', () => this.value(depth + 1));
        return { kind: 'array', start, end: this.#at, elements };
      }
      case '"': {
        const value = this.#string();
        return { kind: 'string', start, end: this.#at, value };
      }
      default:
        while (/[-+.\w]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
        return { kind: 'other', start, end: this.#at };
    }
  }

  #list<T>(close: string, read: () => T): T[] {
    const found: T[] = [];
    this.#at += 1;
    this.#skipSpace();
    while (this.#text[this.#at] !== close) {
      found.push(read());
      this.#skipSpace();
      if (this.#text[this.#at] === ',') this.#at += 1;
      this.#skipSpace();
    }
    this.#at += 1;
    return found;
  }

  #member(depth: number): JsonMember {
    const keyStart = this.#at;
    const key = this.#string();
    const keyEnd = this.#at;
    this.#skipSpace();
    this.#at += 1; // the colon
    return { key, keyStart, keyEnd, value: this.value(depth + 1) };
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    this.#at += 1;
    return JSON.parse(this.#text.slice(start, this.#at));
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}

/**
 * JSON syntax: a block is an object, or an array of objects, under its type and labels; `//` is a comment.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export class JsonBody implements Body {
  readonly #text: string;
  readonly #object: JsonNode;

  constructor(text: string, object: JsonNode) {
    this.#text = text;
    this.#object = object;
  }

  #members(): JsonMember[] {
    return this.#object.kind === 'object' ? this.#object.members.filter(({ key }) => key !== '//') : [];
  }

  attributes(): Attribute[] {
    return this.#members().map((member) => ({
      ...this.#item(member),
      name: member.key,
      value: jsonValue(this.#text, member.value),
    }));
  }

  blocks(type: string, labels: number): Block[] {
    return this.#members()
      .filter(({ key }) => key === type)
      .flatMap((member) => this.#blocksIn(member.value, labels, [], member.keyStart));
  }

  #blocksIn(node: JsonNode, missing: number, labels: string[], start: number): Block[] {
    if (node.kind === 'array')
      return node.elements.flatMap((element) => this.#blocksIn(element, missing, labels, element.start));
    if (node.kind !== 'object') return [];
    if (missing === 0) return [{ start, end: node.end, labels, body: new JsonBody(this.#text, node) }];
    return node.members.flatMap((member) =>
      this.#blocksIn(member.value, missing - 1, [...labels, member.key], member.keyStart),
    );
  }

  allBlocks(): [] {
    return [];
  }

  items(name: string): Item[] {
    return this.#members()
      .filter(({ key }) => key === name)
      .map((member) => this.#item(member));
  }

  #item({ keyStart, keyEnd, value }: JsonMember): Item {
    return {
      start: keyStart,
      end: value.end,
      removal: [
        { start: keyStart, end: keyEnd, text: '"//"' },
        {
          start: value.start,
          end: value.end,
          text: `null${lineEndsOf(this.#text.slice(value.start, value.end))}`,
        },
      ],
    };
  }

  insertion(attributes: NewAttribute[]): TextEdit[] {
    if (this.#object.kind !== 'object') return [];
    const at = this.#object.start + 1;
    const members = attributes.map(({ name, json }) => `${JSON.stringify(name)}: ${json}`).join(', ');
    return [{ start: at, end: at, text: this.#object.members.length > 0 ? `${members}, ` : members }];
  }
}

/** The body of a file: an object, or an array of objects that count as one. */
export function jsonFileBody(text: string, root: JsonNode): Body {
  const bodies = (root.kind === 'array' ? root.elements : [root]).map((node) => new JsonBody(text, node));
  return {
    attributes: () => bodies.flatMap((body) => body.attributes()),
    blocks: (type, labels) => bodies.flatMap((body) => body.blocks(type, labels)),
    allBlocks: () => [],
    items: (name) => bodies.flatMap((body) => body.items(name)),
    insertion: () => [],
  };
}

function jsonValue(text: string, node: JsonNode): Value {
  const written = text.slice(node.start, node.end);
  const string = node.kind === 'string' ? node.value : undefined;
  return {
    start: node.start,
    end: node.end,
    text: string ?? written,
    literal: string !== undefined && !/[$%]\{/.test(string) ? string : undefined,
    members: () =>
      node.kind === 'object'
        ? node.members.map(({ key, value }) => ({ key, value: jsonValue(text, value) }))
        : [],
  };
}

/** Every string in a JSON text that may hold a template, keys too. */
export function jsonStrings(node: JsonNode): { start: number; end: number; value: string }[] {
  switch (node.kind) {
    case 'string':
      return [node];
    case 'array':
      return node.elements.flatMap(jsonStrings);
    case 'object':
      return node.members.flatMap(({ key, keyStart, keyEnd, value }) => [
        { start: keyStart, end: keyEnd, value: key },
        ...jsonStrings(value),
      ]);
    case 'other':
      return [];
  }
}
