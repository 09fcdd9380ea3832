import type { Node } from 'web-tree-sitter';
import type { Json } from '../base/canonical-json.ts';
import type { ParseHcl } from '../terraform/source/parser.ts';
import type { Finding } from './types.ts';

/** One change of a text, in UTF-16 code units of the text as it was. */
export interface TextChange {
  start: number;
  end: number;
  text: string;
}

/**
 * The change of a file that mends a finding, where that is one argument of the resource itself: written as a literal, or
 * not at all. What an expression gives is mended where it comes from, which nobody but its author knows.
 */
export function changeFor(finding: Finding, text: string, parse: ParseHcl): TextChange | undefined {
  const { change, place, address, outcome } = finding;
  if (!change || !place || address === undefined || outcome !== 'fail') return undefined;
  const name = typeof change.path === 'string' ? change.path : undefined;
  if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name) || !isScalar(change.value)) return undefined;
  const tree = parse(text);
  try {
    if (tree.rootNode.hasError) return undefined;
    const block = blockAt(tree.rootNode, place.line, address);
    return block && changeOf(block, name, JSON.stringify(change.value), text);
  } finally {
    tree.delete();
  }
}

function isScalar(value: Json): boolean {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';
}

/** The block that begins on a line and is the one of the address. */
function blockAt(root: Node, line: number, address: string): Node | undefined {
  const blocks = root.namedChildren.find(({ type }) => type === 'body')?.namedChildren ?? [];
  return blocks.find((node) => {
    if (node.type !== 'block' || node.startPosition.row !== line - 1) return false;
    const [kind, type, name] = node.namedChildren;
    const label = `${unquoted(type)}.${unquoted(name)}`;
    return kind?.text === 'resource' && new RegExp(`(?:^|\\.)${escaped(label)}(?:\\[|$)`).test(address);
  });
}

function unquoted(node: Node | undefined): string {
  return node?.text.replaceAll('"', '') ?? '';
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function changeOf(block: Node, name: string, value: string, text: string): TextChange | undefined {
  const body = block.namedChildren.find(({ type }) => type === 'body');
  const attributes = body?.namedChildren.filter(({ type }) => type === 'attribute') ?? [];
  const own = attributes.find((node) => node.namedChildren[0]?.text === name);
  const isNested = body?.namedChildren.some(
    (node) => node.type === 'block' && node.namedChildren[0]?.text === name,
  );
  if (isNested) return undefined;
  if (own) return replacing(own, value);
  const open = block.namedChildren.find(({ type }) => type === 'block_start');
  return open && inserting(open.endIndex, name, value, text, body);
}

function replacing(attribute: Node, value: string): TextChange | undefined {
  const expression = attribute.namedChildren[1];
  const [literal, ...more] = expression?.namedChildren ?? [];
  if (!expression || literal?.type !== 'literal_value' || more.length > 0) return undefined;
  return { start: expression.startIndex, end: expression.endIndex, text: value };
}

/** On a line of its own after the brace; a block on one line has room for one argument only. */
function inserting(
  at: number,
  name: string,
  value: string,
  text: string,
  body: Node | undefined,
): TextChange | undefined {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const isOneLine = !/^[ \t]*(?:#.*|\/\/.*)?\r?\n/.test(text.slice(at));
  const line = `${lineEnd}  ${name} = ${value}`;
  if (!isOneLine) return { start: at, end: at, text: line };
  return body ? undefined : { start: at, end: at, text: `${line}${lineEnd}` };
}

/** Applies changes; of two that overlap the later one in the text counts. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const sorted = [...changes].sort((left, right) => right.start - left.start || right.end - left.end);
  let changed = text;
  let before = Number.POSITIVE_INFINITY;
  for (const { start, end, text: put } of sorted) {
    if (end > before) continue;
    changed = changed.slice(0, start) + put + changed.slice(end);
    before = start;
  }
  return changed;
}
