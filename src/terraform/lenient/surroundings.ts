import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../source/source-file.ts';

/** What stands around a place in a file of the native syntax. */
export interface Surroundings {
  /** The blocks, the outermost first. */
  blocks: Node[];
  /** The argument of the innermost block. */
  attribute?: Node;
  /** Whether the place is within the argument's expression and not its name. */
  inValue: boolean;
}

export function surroundingsOf(file: SourceFile, offset: number): Surroundings | undefined {
  const leaf = file.tree?.rootNode.descendantForIndex(offset, offset + 1);
  if (!leaf) return undefined;
  const found: Surroundings = { blocks: [], inValue: false };
  let outermost: Node | undefined;
  for (let node: Node | null = leaf; node; node = node.parent) {
    if (node.type === 'block') found.blocks.unshift(node);
    if (node.type === 'attribute' && found.blocks.length === 0) outermost ??= node;
  }
  if (!outermost) return found;
  const name = outermost.firstNamedChild;
  return { ...found, attribute: outermost, inValue: offset > (name?.endIndex ?? 0) };
}

const postfixes = new Set([
  'get_attr',
  'index',
  'splat',
  'attr_splat',
  'full_splat',
  'new_index',
  'legacy_index',
]);

/** A stretch of an expression. */
export interface Term {
  start: number;
  end: number;
  text: string;
  /** Whether it is a reference and not another value. */
  isReference: boolean;
  parent: Node | null;
}

/** The whole reference that a place is within: `a.b[0].c`, with all that follows. */
export function referenceAt(file: SourceFile, offset: number): Term | undefined {
  let node = file.tree?.rootNode.descendantForIndex(offset, offset + 1) ?? null;
  while (node && node.type !== 'variable_expr' && !isOutermostPostfix(node)) {
    if (node.type === 'attribute' || node.type === 'block') return undefined;
    node = node.parent;
  }
  if (!node) return undefined;
  let first: Node = node;
  while (postfixes.has(first.type) && first.previousNamedSibling) first = first.previousNamedSibling;
  let last: Node = node;
  while (last.nextNamedSibling && postfixes.has(last.nextNamedSibling.type)) last = last.nextNamedSibling;
  return termOf(file, first, last, first.type === 'variable_expr');
}

function isOutermostPostfix(node: Node): boolean {
  return postfixes.has(node.type) && !postfixes.has(node.parent?.type ?? '');
}

/** The innermost call of a function around a place. */
export function callAt(file: SourceFile, offset: number): Term | undefined {
  let node = file.tree?.rootNode.descendantForIndex(offset, offset + 1) ?? null;
  while (node && node.type !== 'function_call') {
    if (node.type === 'attribute' || node.type === 'block') return undefined;
    node = node.parent;
  }
  if (!node) return undefined;
  let last = node;
  while (last.nextNamedSibling && postfixes.has(last.nextNamedSibling.type)) last = last.nextNamedSibling;
  return termOf(file, node, last, false);
}

function termOf(file: SourceFile, first: Node, last: Node, isReference: boolean): Term {
  const [start, end] = [first.startIndex, last.endIndex];
  return { start, end, text: file.text.slice(start, end), isReference, parent: first.parent };
}

const header =
  /^(?:resource|data|ephemeral|module|variable|output|locals|provider|terraform|moved|removed|import|check|run)\b[^\n=]*(?=\{|$)/gm;

interface Span {
  start: number;
  end: number;
}

/**
 * What a broken block can be taken for: the lines from one that begins a block at the margin to the next such. First
 * the last such before the place with a brace too many or too few, then the one around the place.
 */
export function segmentsAt(text: string, offset: number): Span[] {
  const starts = [...text.matchAll(header)].map(({ index }) => index);
  const segments = starts
    .map((start, index) => ({ start, end: starts[index + 1] ?? text.length }))
    .filter(({ start }) => start <= offset);
  const unbalanced = segments.findLast(({ start, end }) => !isBalanced(text.slice(start, end)));
  const around = segments.at(-1);
  return [...new Set([unbalanced, around])].filter((segment) => segment !== undefined);
}

function isBalanced(text: string): boolean {
  return text.split('{').length === text.split('}').length;
}
