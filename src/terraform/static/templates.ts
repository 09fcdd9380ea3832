import type { Node } from 'web-tree-sitter';
import { isUnknown, unknown, type Value } from '../protocol/value.ts';
import { type Scope, withNames } from './scope.ts';
import { asBool, asText, EvaluationError, elementsOf } from './values.ts';

/** Evaluates an expression within the template. */
type Evaluate = (node: Node, scope: Scope) => Value;

/** A part of a template: a text as it is, or with a value in it. */
type Part = string | { value: Value };

/** A quoted or heredoc template, with escapes and directives. A template that is one interpolation is its value. */
export function templateText(node: Node, scope: Scope, evaluate: Evaluate): Value {
  const isHeredoc = node.type === 'heredoc_template';
  const parts = partsOf(runOf(node), scope, evaluate, isHeredoc);
  const [only] = parts;
  if (!isHeredoc && parts.length === 1 && only !== undefined && typeof only !== 'string') return only.value;
  const joined = joinedText(parts);
  if (!isHeredoc || joined === undefined) return joined ?? unknown;
  return heredocText(node, joined);
}

function joinedText(parts: readonly Part[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (isUnknown(part.value)) return undefined;
    else {
      const scalar = asText(part.value);
      if (scalar === undefined)
        throw new EvaluationError('only texts, numbers and bools stand in a template');
      text += scalar;
    }
  }
  return text;
}

/** The nodes of a template, and the text that they stand in: the parser leaves spaces between them out. */
interface Run {
  nodes: readonly Node[];
  text: string;
  /** Where `text` begins, and where the last node before ends. */
  base: number;
  from: number;
}

function runOf(template: Node): Run {
  const [first, ...rest] = template.namedChildren;
  const isHeredoc = template.type === 'heredoc_template';
  const opening = isHeredoc ? rest.shift() : first;
  return {
    nodes: rest,
    text: template.text,
    base: template.startIndex,
    from: opening?.endIndex ?? template.startIndex,
  };
}

function partsOf({ nodes, text, base, from }: Run, scope: Scope, evaluate: Evaluate, isRaw: boolean): Part[] {
  const parts: Part[] = [];
  let [end, trims] = [from, false];
  const addText = (to: number) => {
    const raw = text.slice(end - base, to - base);
    const plain = isRaw ? rawText(raw) : unescaped(raw);
    if (plain !== '') parts.push(trims ? plain.replace(/^[ \t]*(?:\r?\n)?[ \t]*/, '') : plain);
    trims = false;
    end = to;
  };
  for (const node of nodes) {
    if (node.type === 'template_literal') addText(node.endIndex);
    else addText(node.startIndex);
    const isMarked = node.namedChildren.some(({ type }) => type === 'strip_marker');
    if (node.type === 'template_interpolation') {
      if (isMarked) trimEnd(parts);
      const expression = node.namedChildren.find(({ type }) => type === 'expression');
      if (expression) parts.push({ value: evaluate(expression, scope) });
      trims = isMarked;
    } else if (node.type === 'template_directive') {
      parts.push(...directiveParts(node, scope, evaluate, isRaw, { text, base }));
    }
    end = Math.max(end, node.endIndex);
  }
  return parts;
}

function trimEnd(parts: Part[]): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last.replace(/[ \t]*\r?\n?[ \t]*$/, '');
}

/** https://developer.hashicorp.com/terraform/language/expressions/strings#directives */
function directiveParts(
  node: Node,
  scope: Scope,
  evaluate: Evaluate,
  isRaw: boolean,
  source: Source,
): Part[] {
  const [directive] = node.namedChildren;
  // What `~` takes away reaches beyond the directive.
  if (!directive || directive.descendantsOfType('strip_marker').length > 0) return [{ value: unknown }];
  if (directive.type === 'template_if') return ifParts(directive, scope, evaluate, isRaw, source);
  if (directive.type === 'template_for') return forParts(directive, scope, evaluate, isRaw, source);
  return [{ value: unknown }];
}

type Source = Pick<Run, 'text' | 'base'>;

/** What stands after one child of a directive, to the start of another. */
function between(children: readonly Node[], after: number, to: number, source: Source): Run {
  return { ...source, nodes: children.slice(after + 1, to + 1), from: children[after]?.endIndex ?? 0 };
}

function ifParts(node: Node, scope: Scope, evaluate: Evaluate, isRaw: boolean, source: Source): Part[] {
  const children = node.namedChildren;
  const condition = children[0]?.namedChildren.find(({ type }) => type === 'expression');
  const answer = condition ? evaluate(condition, scope) : unknown;
  if (isUnknown(answer)) return [{ value: unknown }];
  const last = children.length - 1;
  const elseAt = children.findIndex(({ type }) => type === 'template_else_intro');
  if (asBool(answer) === true)
    return partsOf(between(children, 0, elseAt < 0 ? last : elseAt, source), scope, evaluate, isRaw);
  return elseAt < 0 ? [] : partsOf(between(children, elseAt, last, source), scope, evaluate, isRaw);
}

function forParts(node: Node, scope: Scope, evaluate: Evaluate, isRaw: boolean, source: Source): Part[] {
  const children = node.namedChildren;
  const [start] = children;
  const names =
    start?.namedChildren.filter(({ type }) => type === 'identifier').map(({ text }) => text) ?? [];
  const collection = start?.namedChildren.find(({ type }) => type === 'expression');
  const elements = collection && elementsOf(evaluate(collection, scope));
  if (!elements) return [{ value: unknown }];
  const run = between(children, 0, children.length - 1, source);
  return elements.flatMap(([key, value]) => {
    const [first = '', second] = names;
    const own = withNames(
      scope,
      second === undefined ? { [first]: value } : { [first]: key, [second]: value },
    );
    return partsOf(run, own, evaluate, isRaw);
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\$|%)\4\{/gs,
    (whole, short, long, letter, doubled) => {
      if (short ?? long) return String.fromCodePoint(Math.min(Number.parseInt(short ?? long, 16), 0x10ffff));
      if (doubled) return `${doubled}{`;
      return escapes[letter] ?? whole;
    },
  );
}

function rawText(text: string): string {
  return text.replaceAll(/(\$|%)\1\{/g, '$1{');
}

/** `<<-` takes the indentation of the least indented line away from all. */
function heredocText(node: Node, joined: string): string {
  const isIndented = node.namedChildren[0]?.text.startsWith('<<-') ?? false;
  const text = joined.replace(/^\r?\n/, '').replace(/[ \t]*$/, '');
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (!isIndented) return ended;
  const lines = ended.split('\n');
  const widths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const least = widths.length === 0 ? 0 : Math.min(...widths);
  return lines.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join('\n');
}
