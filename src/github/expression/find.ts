import type { FoundExpression, Node, Text } from '../types.ts';
import { parseExpression } from './parse.ts';
import { placeWithin } from './place.ts';
import type { Expression, Reference } from './syntax.ts';

const maxFound = 2_000;

/** Every `${{ … }}` of a text. A `}}` within quotes does not end one. */
export function expressionsIn(text: Text): FoundExpression[] {
  const found: FoundExpression[] = [];
  let start = text.value.indexOf('${{');
  while (start >= 0 && found.length < maxFound) {
    const close = endOf(text.value, start + 3);
    if (close < 0) break;
    found.push(foundAt(text, start, text.value.slice(start + 3, close), close + 2));
    start = text.value.indexOf('${{', close + 2);
  }
  return found;
}

function endOf(value: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === "'") isQuoted = !isQuoted;
    else if (!isQuoted && character === '}' && value.charAt(at + 1) === '}') return at;
  }
  // A quote that is never closed: GitHub refuses it; what there is must still be seen.
  return value.indexOf('}}', from);
}

function foundAt(text: Text, start: number, source: string, end: number): FoundExpression {
  const expression = parseExpression(source);
  return {
    source: source.trim(),
    place: placeWithin(text, start),
    start,
    end,
    ...(expression && { expression }),
  };
}

/** An `if` as GitHub reads it: all of it is one expression unless it has brackets. */
export function conditionOf(text: Text): FoundExpression[] {
  return text.value.includes('${{') ? expressionsIn(text) : [foundAt(text, 0, text.value, text.value.length)];
}

/** All texts of a tree, in their order. */
export function* textsOf(node: Node): Generator<Text> {
  switch (node.kind) {
    case 'text':
      yield node;
      break;
    case 'list':
      for (const item of node.items) yield* textsOf(item);
      break;
    case 'map':
      for (const { value } of node.entries) yield* textsOf(value);
  }
}

/** An expression and all that are in it. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'reference':
      return expression.path.filter((segment) => typeof segment !== 'string');
    case 'call':
      return expression.arguments;
    case 'not':
      return [expression.of];
    case 'operator':
      return [expression.left, expression.right];
    case 'member':
      return [expression.of, ...expression.path.filter((segment) => typeof segment !== 'string')];
  }
}

/** References in an expression: `github.event.issue.title`, also as `fromJSON(toJSON(github)).event.issue.title`. */
export function referencesIn(expression: Expression): Reference[] {
  return [...within(expression)]
    .map((part) => (part.kind === 'member' ? unwrapped(part) : part))
    .filter((part) => part.kind === 'reference');
}

/** `fromJSON(toJSON(github)).event` is `github.event`; of any other member, what it is a member of. */
export function unwrapped({ of, path }: Expression & { kind: 'member' }): Expression {
  const inner = argumentOf(argumentOf(of, 'fromjson'), 'tojson');
  const target = inner?.kind === 'member' ? unwrapped(inner) : inner;
  return target?.kind === 'reference' ? { kind: 'reference', path: [...target.path, ...path] } : of;
}

function argumentOf(expression: Expression | undefined, call: string): Expression | undefined {
  return expression?.kind === 'call' && expression.name === call ? expression.arguments[0] : undefined;
}

/** As one would write it; `?` for what only the run knows. */
export function nameOfReference({ path }: Reference): string {
  return path.map((segment) => (typeof segment === 'string' ? segment : '?')).join('.');
}
