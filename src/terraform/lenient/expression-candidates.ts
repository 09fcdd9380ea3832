import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../source/source-file.ts';
import { type Candidate, candidate } from './candidate.ts';
import { type Position, placeholderFor, placeholderOfType } from './placeholder.ts';
import { callAt, referenceAt, type Surroundings, type Term } from './surroundings.ts';

/** What Terraform takes only as it is written: a placeholder cannot stand there. */
const asWritten = new Set([
  'depends_on',
  'ignore_changes',
  'replace_triggered_by',
  'provider',
  'providers',
  'source',
  'version',
  'type',
]);
const asWrittenBlocks = new Set(['moved', 'import', 'removed', 'terraform']);

/** A problem, as far as it matters to an expression. */
export interface ExpressionProblem {
  summary: string;
  detail: string;
  start: number;
}

/** Placeholders for the smallest part of an expression that a problem can be about. */
export function expressionCandidates(
  file: SourceFile,
  problem: ExpressionProblem,
  { attribute, blocks, inValue }: Surroundings,
): Candidate[] {
  const name = attribute?.firstNamedChild?.text ?? '';
  const isStatic = asWritten.has(name) || asWrittenBlocks.has(blocks[0]?.firstNamedChild?.text ?? '');
  if (!attribute || !inValue || isStatic) return [];
  if (/^Invalid (?:for_each|count) /.test(problem.summary)) return [repeated(file, name, attribute)];
  const terms = termsFor(file, problem);
  if (terms.length === 0 && (name === 'count' || name === 'for_each'))
    return [repeated(file, name, attribute)];
  return terms.flatMap((term) => replacements(file, problem, term, name, attribute));
}

function termsFor(file: SourceFile, { summary, start }: ExpressionProblem): Term[] {
  const [reference, call] = [referenceAt(file, start), callAt(file, start)];
  const isCall = /function/i.test(summary);
  return (isCall ? [call, reference] : [reference, call]).filter((term) => term !== undefined);
}

function replacements(
  file: SourceFile,
  { detail }: ExpressionProblem,
  term: Term,
  name: string,
  attribute: Node,
): Candidate[] {
  const reference = term.isReference ? term.text : name;
  const isSplat = wantsList(term);
  const wanted = /: ([a-z][a-z ]+?)(?: is)? required/.exec(detail)?.[1];
  const typed = wanted === undefined ? undefined : placeholderOfType(wanted, reference);
  const position = positionOf(term, name, attribute);
  const texts = new Set([
    ...(calledWith(term) === 'merge' ? ['{}'] : []),
    ...(typed === undefined ? [] : [typed]),
    placeholderFor(reference, position, isSplat),
  ]);
  const code = term.isReference ? 'assumed-reference' : 'assumed-value';
  return [...texts].map((text) =>
    candidate(file, code, `${oneLine(term.text)} is taken to be ${text}`, [
      { start: term.start, end: term.end, text },
    ]),
  );
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

function positionOf({ start, end, parent }: Term, name: string, attribute: Node): Position {
  const value = attribute.namedChildren.find((child) => child.type === 'expression');
  const isWhole = value?.startIndex === start && value.endIndex === end;
  if (isWhole && (name === 'count' || name === 'for_each')) return name;
  const container = parent?.parent?.type ?? '';
  return ['tuple', 'template_interpolation', 'object_elem'].includes(container) ? 'element' : 'value';
}

/** Functions whose argument is a list. https://developer.hashicorp.com/terraform/language/functions */
const ofLists =
  /^(?:length|toset|tolist|concat|flatten|join|element|slice|sort|distinct|compact|one|reverse|zipmap)$/;

/** Whether a list is to stand in the place of a term: a splat, or the argument of a function of lists. */
function wantsList(term: Term): boolean {
  if (/\[[^\]*]*\]$|\.\d+$/.test(term.text)) return false;
  return (term.isReference && /\.\*|\[\*\]/.test(term.text)) || ofLists.test(calledWith(term) ?? '');
}

/** The function that a term is an argument of. */
function calledWith({ start, parent }: Term): string | undefined {
  for (let node = parent; node && node.type !== 'attribute'; node = node.parent)
    if (node.type === 'function_call' && node.startIndex < start) return node.firstNamedChild?.text;
    else if (node.type === 'collection_value') return undefined;
  return undefined;
}

/** What cannot be counted stands once. */
function repeated(file: SourceFile, name: string, attribute: Node): Candidate {
  const value = attribute.namedChildren.find((child) => child.type === 'expression') ?? attribute;
  const text = name === 'count' ? '1' : 'toset(["assumed-key"])';
  return candidate(file, 'assumed-value', `${name} is taken to be ${text}`, [
    { start: value.startIndex, end: value.endIndex, text },
  ]);
}
