import type { Node } from 'web-tree-sitter';
import type { Json } from '../base/canonical-json.ts';
import type { Path } from '../terraform/plan/plan.ts';
import type { TextChange } from './patch.ts';
import type { Finding } from './types.ts';

/** Whether a type of resource has nested blocks of a name; what is no block is written with `=`. */
export type HasBlock = (type: string, name: string) => boolean;

/**
 * The change of a file that mends a finding, where that is one argument of the resource or of a block in it: written as
 * a literal, or not at all. What an expression or a `dynamic` block gives is mended where it comes from, which nobody but
 * its author knows.
 * @param root of the tree that the text was parsed to
 */
export function changeFor(
  finding: Finding,
  text: string,
  root: Node,
  hasBlock: HasBlock,
): TextChange | undefined {
  const { change, place, address, outcome } = finding;
  if (!change || !place || address === undefined || outcome !== 'fail' || !isScalar(change.value))
    return undefined;
  const block = root.hasError ? undefined : blockAt(root, place.line, address);
  if (!block) return undefined;
  const type = unquoted(block.namedChildren[1]);
  const nests = (name: string) => hasBlock(type, name);
  return changeAt({ block, text, nests, value: JSON.stringify(change.value) }, stepsOf(change.path));
}

/** `metadata_options.0.http_tokens` is `metadata_options`, `0`, `http_tokens`. */
function stepsOf(path: Path): string[] {
  return typeof path === 'string' ? path.split('.') : path.map(String);
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

interface Target {
  block: Node;
  text: string;
  nests: (name: string) => boolean;
  /** As HCL writes it. */
  value: string;
}

/** Follows the steps into nested blocks; only the first of them can be made where it is missing. */
function changeAt(target: Target, [name, ...rest]: readonly string[]): TextChange | undefined {
  if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) return undefined;
  if (rest.length === 0) return changeOf(target, name);
  const [index, ...below] = /^\d+$/.test(rest[0] ?? '') ? rest : ['0', ...rest];
  const isSaid = below.length < rest.length;
  const nested = blocksOf(target.block, name);
  const block = nested[Number(index)];
  if (block && (isSaid || nested.length === 1)) return changeAt({ ...target, block }, below);
  const isMissing = nested.length === 0 && below.length === 1 && isTop(target.block) && target.nests(name);
  if (!isMissing || isGiven(target.block, name)) return undefined;
  const end = target.text.includes('\r\n') ? '\r\n' : '\n';
  return inserting(target, [`${name} {`, `  ${below[0]} = ${target.value}`, '}'].join(`${end}  `));
}

function isTop(block: Node): boolean {
  return block.namedChildren[0]?.text === 'resource';
}

function bodyOf(block: Node): readonly Node[] {
  return block.namedChildren.find(({ type }) => type === 'body')?.namedChildren ?? [];
}

function blocksOf(block: Node, name: string): Node[] {
  return bodyOf(block).filter((node) => node.type === 'block' && node.namedChildren[0]?.text === name);
}

/** Whether something else gives the blocks of a name: `dynamic`, or an argument of that name. */
function isGiven(block: Node, name: string): boolean {
  return bodyOf(block).some(({ type, namedChildren: [first, second] }) =>
    type === 'block' ? first?.text === 'dynamic' && unquoted(second) === name : first?.text === name,
  );
}

function changeOf(target: Target, name: string): TextChange | undefined {
  if (blocksOf(target.block, name).length > 0) return undefined;
  const own = bodyOf(target.block).find(
    (node) => node.type === 'attribute' && node.namedChildren[0]?.text === name,
  );
  return own ? replacing(own, target.value) : inserting(target, `${name} = ${target.value}`);
}

function replacing(attribute: Node, value: string): TextChange | undefined {
  const expression = attribute.namedChildren[1];
  const [literal, ...more] = expression?.namedChildren ?? [];
  if (!expression || literal?.type !== 'literal_value' || more.length > 0) return undefined;
  return { start: expression.startIndex, end: expression.endIndex, text: value };
}

/** On a line of its own after the brace; a block on one line has room for one argument only. */
function inserting({ block, text }: Target, line: string): TextChange | undefined {
  const open = block.namedChildren.find(({ type }) => type === 'block_start');
  if (!open) return undefined;
  const at = open.endIndex;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const isOneLine = !/^[ \t]*(?:#.*|\/\/.*)?\r?\n/.test(text.slice(at));
  const indent = ' '.repeat(block.startPosition.column);
  const put = `${lineEnd}${indent}  ${line}`;
  if (!isOneLine) return { start: at, end: at, text: put };
  return bodyOf(block).length > 0 ? undefined : { start: at, end: at, text: `${put}${lineEnd}${indent}` };
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
