import type { Node } from 'web-tree-sitter';
import { HclBody, hclValue } from '../source/hcl-syntax.ts';
import type { SourceFile } from '../source/source-file.ts';
import { type Candidate, candidate } from './candidate.ts';
import type { Surroundings } from './surroundings.ts';

/** A block written for an argument, or an argument for a block. Terraform's own words tell which it is. */
export function formCandidates(
  file: SourceFile,
  { summary, detail }: { summary: string; detail: string },
  { blocks, attribute }: Surroundings,
): Candidate[] {
  const block = blocks.at(-1);
  if (summary === 'Unsupported block type' && /use the equals sign/.test(detail) && block)
    return argumentForBlock(file, block);
  if (summary === 'Unsupported argument' && /omit the equals sign/.test(detail) && attribute)
    return blocksForArgument(file, attribute);
  if (summary === 'Invalid single-argument block definition' && block) return severalLines(file, block);
  return [];
}

function argumentForBlock(file: SourceFile, block: Node): Candidate[] {
  const name = block.firstNamedChild;
  if (!name || block.namedChildren.some((child) => child.type === 'string_lit')) return [];
  const at = name.endIndex;
  return [
    candidate(file, 'old-syntax', `the block ${name.text} is read as an argument`, [
      { start: at, end: at, text: ' =' },
    ]),
  ];
}

/** `versioning = { enabled = true }` and `rule = [{ … }, { … }]`. */
function blocksForArgument(file: SourceFile, attribute: Node): Candidate[] {
  const name = attribute.firstNamedChild?.text ?? '';
  const value = attribute.namedChildren.find((child) => child.type === 'expression');
  const collection = value?.firstNamedChild?.firstNamedChild;
  if (!value || !collection) return [];
  const objects =
    collection.type === 'tuple'
      ? collection.namedChildren.filter((child) => child.type === 'expression')
      : [value];
  const bodies = objects.map((object) => hclValue(file.text, object).members());
  if (bodies.length === 0 || bodies.some((members) => members.length === 0)) return [];
  const text = bodies
    .map((members) => `${name} {\n${members.map((one) => `${one.key} = ${one.value.text}\n`).join('')}}`)
    .join('\n');
  return [
    candidate(file, 'old-syntax', `the argument ${name} is read as a block`, [
      { start: attribute.startIndex, end: attribute.endIndex, text },
    ]),
  ];
}

/** `{ a = 1 b = 2 }` on one line. */
function severalLines(file: SourceFile, block: Node): Candidate[] {
  const items = new HclBody(file.text, block).attributes();
  const close = block.children.find((child) => child.type === 'block_end');
  if (items.length === 0 || !close) return [];
  const breaks = [...items.map(({ start }) => start), close.startIndex];
  return [
    candidate(
      file,
      'old-syntax',
      'the block is read as if it stood on several lines',
      breaks.map((at) => ({ start: at, end: at, text: '\n' })),
    ),
  ];
}

/** Before 0.12 quotation marks within an interpolation could be escaped. */
export function unescapedQuotes(file: SourceFile, start: number): Candidate[] {
  const { line } = file.lines.at(start);
  const from = file.lines.startOf(line);
  const next = file.text.indexOf('\n', from);
  const text = file.text.slice(from, next < 0 ? undefined : next);
  const better = text.replace(/\$\{[^}]*\}/g, (inner) => inner.replaceAll('\\"', '"'));
  if (better === text) return [];
  return [
    candidate(file, 'old-syntax', 'escaped quotation marks in an interpolation are read as plain ones', [
      { start: from, end: from + text.length, text: better },
    ]),
  ];
}
