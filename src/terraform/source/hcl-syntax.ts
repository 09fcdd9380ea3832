import type { Node } from 'web-tree-sitter';
import type { Attribute, Block, Body, Item, NewAttribute, Value } from './body.ts';
import { blanked, type TextEdit } from './text.ts';

/**
 * The native syntax. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 * Everything that the parser found is read, also within what it did not understand.
 */
export class HclBody implements Body {
  readonly #text: string;
  readonly #entries: Entry[];
  /** The block whose body it is; undefined for a file's. */
  readonly #block: Node | undefined;

  constructor(text: string, parent: Node) {
    this.#text = text;
    this.#entries = entriesOf(parent);
    this.#block = parent.type === 'block' ? parent : undefined;
  }

  attributes(): Attribute[] {
    return this.#entries.filter(({ isBlock }) => !isBlock).flatMap((entry) => this.#attribute(entry));
  }

  #attribute({ node, name }: Entry): Attribute[] {
    const expression = node.namedChildren.find((child) => child.type === 'expression');
    if (expression === undefined) return [];
    return [{ ...this.#item(node), name, value: hclValue(this.#text, expression) }];
  }

  blocks(type: string): Block[] {
    const named = this.#entries.filter(({ isBlock, name }) => isBlock && name === type);
    return named.map(({ node }) => this.#blockOf(node));
  }

  allBlocks(): { type: string; block: Block }[] {
    return this.#entries
      .filter(({ isBlock }) => isBlock)
      .map(({ name, node }) => ({ type: name, block: this.#blockOf(node) }));
  }

  #blockOf(node: Node): Block {
    return {
      start: node.startIndex,
      end: node.endIndex,
      labels: labelsOf(node),
      body: new HclBody(this.#text, node),
    };
  }

  items(name: string): Item[] {
    return this.#entries.filter((entry) => entry.name === name).map(({ node }) => this.#item(node));
  }

  #item(node: Node): Item {
    const [start, end] = [node.startIndex, node.endIndex];
    return { start, end, removal: [{ start, end, text: blanked(this.#text.slice(start, end)) }] };
  }

  insertion(attributes: NewAttribute[]): TextEdit[] {
    const open = this.#block?.children.find((child) => child.type === 'block_start');
    const close = this.#block?.children.find((child) => child.type === 'block_end');
    if (!open || !close) return [];
    const lines = attributes.map(({ name, hcl }) => `\n  ${name} = ${hcl}`).join('');
    const at = { start: open.endIndex, end: open.endIndex };
    const first = this.#entries[0]?.node;
    const oneLine = (first ?? close).startPosition.row === open.startPosition.row;
    if (!oneLine) return [{ ...at, text: lines }];
    // A block on one line holds at most one argument, so it becomes a block of several lines.
    return [
      { ...at, text: `${lines}\n` },
      { start: close.startIndex, end: close.startIndex, text: '\n' },
    ].slice(0, first === undefined ? 1 : 2);
  }
}

/** An argument or a block. Names are kept, because asking the parser for a text is slow. */
interface Entry {
  node: Node;
  name: string;
  isBlock: boolean;
}

/** The arguments and blocks of a file or block, also those within what could not be understood. */
function entriesOf(parent: Node): Entry[] {
  return parent.namedChildren.flatMap((node) => {
    const { type } = node;
    if (type === 'body' || type === 'ERROR') return entriesOf(node);
    if (type !== 'attribute' && type !== 'block') return [];
    return [{ node, name: node.firstNamedChild?.text ?? '', isBlock: type === 'block' }];
  });
}

function labelsOf(block: Node): string[] {
  const labels: string[] = [];
  for (const child of block.namedChildren.slice(1)) {
    if (child.type === 'block_start') break;
    if (child.type === 'identifier') labels.push(child.text);
    if (child.type === 'string_lit') labels.push(stringText(child));
  }
  return labels;
}

/** An expression as a value. */
export function hclValue(text: string, expression: Node): Value {
  const string = stringNodeOf(expression);
  return {
    start: expression.startIndex,
    end: expression.endIndex,
    text: text.slice(expression.startIndex, expression.endIndex),
    literal: string && stringText(string),
    members: () => membersOf(text, expression),
  };
}

/** The string that an expression is, when it is nothing but a string without templates. */
export function stringNodeOf(expression: Node): Node | undefined {
  if (expression.namedChildCount !== 1 || expression.childCount !== 1) return undefined;
  const term = expression.firstNamedChild;
  if (term?.type !== 'literal_value') return undefined;
  const literal = term.firstNamedChild;
  return literal?.type === 'string_lit' ? literal : undefined;
}

function membersOf(text: string, expression: Node): { key: string; value: Value }[] {
  const collection = expression.firstNamedChild;
  const object = collection?.type === 'collection_value' ? collection.firstNamedChild : null;
  if (object?.type !== 'object') return [];
  return object.namedChildren
    .filter((child) => child.type === 'object_elem')
    .flatMap((element) => {
      const key = element.childForFieldName('key');
      const value = element.childForFieldName('val');
      if (!key || !value) return [];
      const quoted = stringNodeOf(key);
      return [{ key: quoted ? stringText(quoted) : key.text, value: hclValue(text, value) }];
    });
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** What a quoted string means. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#quoted-template-expression */
export function stringText(node: Node): string {
  const raw = node.namedChildren.find((child) => child.type === 'template_literal')?.text ?? '';
  return raw.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|([$%])\4\{/gs,
    (whole, short?: string, long?: string, letter?: string, sign?: string) => {
      if (sign !== undefined) return `${sign}{`;
      if (letter !== undefined) return escapes[letter] ?? whole;
      const point = Number.parseInt(short ?? long ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Where the parser first did not understand, if anywhere. */
export function firstErrorOf(root: Node): Node | undefined {
  if (!root.hasError) return undefined;
  for (const child of root.children) {
    if (child.isError || child.isMissing) return child;
    const within = child.hasError ? firstErrorOf(child) : undefined;
    if (within) return within;
  }
  return root;
}
