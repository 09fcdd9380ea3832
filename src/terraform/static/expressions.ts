import type { Node } from 'web-tree-sitter';
import { isUnknown, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import { callFunction } from './functions/call.ts';
import { type Scope, withNames } from './scope.ts';
import { templateText } from './templates.ts';
import {
  asBool,
  asNumber,
  asText,
  bounded,
  EvaluationError,
  elementsOf,
  indexed,
  isEqual,
} from './values.ts';

/** Deeper than anybody nests expressions. */
const depthMax = 200;

/** Evaluates an expression. What hangs on something unknown is unknown. @throws EvaluationError */
export function evaluate(node: Node, scope: Scope, depth = 0): Value {
  if (depth > depthMax) throw new EvaluationError('the expression is nested too deeply');
  scope.budget.left -= 1;
  if (scope.budget.left < 0) throw new EvaluationError('the configuration takes too long to evaluate');
  // A part that the parser skipped may have changed everything.
  if (node.hasError) return unknown;
  const inner = (child: Node | null | undefined) => {
    if (!child) throw new EvaluationError('the expression is not complete');
    return evaluate(child, scope, depth + 1);
  };
  switch (node.type) {
    case 'expression':
      return traversed(node.namedChildren, scope, depth);
    case 'literal_value':
    case 'collection_value':
    case 'template_expr':
    case 'operation':
    case 'for_expr':
      return inner(node.namedChildren[0]);
    case 'numeric_lit':
      return exact(Number(node.text));
    case 'bool_lit':
      return node.text === 'true';
    case 'null_lit':
      return null;
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return bounded(templateText(node, scope, (child, own) => evaluate(child, own, depth + 1)));
    case 'tuple':
      return bounded(node.namedChildren.filter(isExpression).map(inner));
    case 'object':
      return bounded(objectOf(node, inner));
    case 'function_call':
      return bounded(callFunction(node, scope, inner));
    case 'conditional':
      return conditional(node, inner);
    case 'unary_operation':
      return unary(node, (nodes) => traversed(nodes, scope, depth + 1));
    case 'binary_operation':
      return binary(node, (nodes) => traversed(nodes, scope, depth + 1));
    case 'for_tuple_expr':
    case 'for_object_expr':
      return bounded(forExpression(node, scope, depth));
    case 'variable_expr':
      return scope.reference(node.text, []).value;
    default:
      throw new EvaluationError(`${node.type} is not understood`);
  }
}

function isExpression({ type }: Node): boolean {
  return type === 'expression';
}

const steps = new Set(['get_attr', 'index', 'splat']);

/** A value and the steps into it: `aws_s3_bucket.a[0].arn`. */
function traversed(nodes: readonly Node[], scope: Scope, depth: number): Value {
  const [first, ...rest] = nodes.filter(({ type }) => type !== 'comment');
  if (!first) throw new EvaluationError('the expression is empty');
  const path = rest.filter(({ type }) => steps.has(type));
  if (first.type !== 'variable_expr') return follow(evaluate(first, scope, depth + 1), path, scope, depth);
  const names: string[] = [];
  for (const step of path) {
    if (step.type !== 'get_attr') break;
    names.push(nameOf(step));
  }
  const { value, used } = scope.reference(first.text, names);
  return follow(value, path.slice(used), scope, depth);
}

function nameOf(step: Node): string {
  return step.namedChildren.find(({ type }) => type === 'identifier')?.text ?? '';
}

function follow(value: Value, path: readonly Node[], scope: Scope, depth: number): Value {
  const [step, ...rest] = path;
  if (!step) return value;
  if (step.type === 'splat') return splatted(value, [...stepsWithin(step), ...rest], scope, depth);
  if (isUnknown(value)) return unknown;
  return follow(indexed(value, keyOf(step, scope, depth)), rest, scope, depth);
}

function keyOf(step: Node, scope: Scope, depth: number): Value {
  if (step.type === 'get_attr') return nameOf(step);
  const [index] = step.namedChildren;
  const expression = index?.namedChildren.find(isExpression);
  return expression ? evaluate(expression, scope, depth + 1) : (index?.text.replaceAll(/[^\d]/g, '') ?? '');
}

function stepsWithin(splat: Node): Node[] {
  return splat.namedChildren.flatMap((kind) => kind.namedChildren.filter(({ type }) => steps.has(type)));
}

/** https://developer.hashicorp.com/terraform/language/expressions/splat */
function splatted(value: Value, path: readonly Node[], scope: Scope, depth: number): Value {
  if (isUnknown(value)) return unknown;
  const list = value === null ? [] : Array.isArray(value) ? value : [value];
  return list.map((one) => follow(one, path, scope, depth + 1));
}

function objectOf(node: Node, inner: (child: Node | null) => Value): Value {
  const made: ObjectValue = {};
  for (const element of node.namedChildren.filter(({ type }) => type === 'object_elem')) {
    const key = element.childForFieldName('key');
    const name = plainName(key) ?? asKey(inner(key));
    if (name === undefined) return unknown;
    made[name] = inner(element.childForFieldName('val'));
  }
  return made;
}

/** A bare word is a key by itself. */
function plainName(key: Node | null): string | undefined {
  const [only, ...more] = key?.namedChildren ?? [];
  return only?.type === 'variable_expr' && more.length === 0 ? only.text : undefined;
}

function asKey(value: Value): string | undefined {
  return isUnknown(value) ? undefined : (asText(value) ?? '');
}

function conditional(node: Node, inner: (child: Node | undefined) => Value): Value {
  const [condition, yes, no] = node.namedChildren.filter(isExpression);
  const found = inner(condition);
  if (isUnknown(found)) return unknown;
  const answer = asBool(found);
  if (answer === undefined) throw new EvaluationError('the condition is neither true nor false');
  const chosen = inner(answer ? yes : no);
  return typeof chosen === 'number' || typeof chosen === 'boolean'
    ? likeOther(chosen, () => inner(answer ? no : yes))
    : chosen;
}

/** Both results of a conditional have one type: a number is a text where the other is one. */
function likeOther(chosen: number | boolean, other: () => Value): Value {
  try {
    return typeof other() === 'string' ? String(chosen) : chosen;
  } catch (error) {
    if (error instanceof EvaluationError) return chosen;
    throw error;
  }
}

/** What stands on one side of an operator: a value and the steps into it, without a node around them. */
type Operand = (nodes: readonly Node[]) => Value;

function unary(node: Node, operand: Operand): Value {
  const value = operand(node.namedChildren);
  if (isUnknown(value)) return unknown;
  if (node.text.startsWith('!')) {
    const answer = asBool(value);
    if (answer === undefined) throw new EvaluationError('! needs true or false');
    return !answer;
  }
  return -needNumber(value);
}

/** Terraform counts with 512 bits: what a double does not hold as well is not told. */
function exact(value: number): Value {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value : unknown;
  const rounded = Number(value.toPrecision(12));
  return Math.abs(rounded - value) <= Math.abs(value) * 1e-15 ? rounded : unknown;
}

function needNumber(value: Value): number {
  const number = asNumber(value);
  if (number === undefined) throw new EvaluationError('a number is needed');
  return number;
}

function binary(node: Node, operand: Operand): Value {
  // Parentheses around an operand stand beside it.
  const parts = node.children.filter(({ type }) => type !== '(' && type !== ')');
  const at = parts.findIndex((child) => !child.isNamed);
  const operator = parts[at]?.text ?? '';
  const [before, after] = [parts.slice(0, at), parts.slice(at + 1)];
  const left = operand(before);
  if (operator === '&&' || operator === '||') return logical(operator, left, () => operand(after));
  const right = operand(after);
  if (operator === '==' || operator === '!=') {
    const answer = isEqual(left, right);
    return answer === undefined ? unknown : answer === (operator === '==');
  }
  if (isUnknown(left) || isUnknown(right)) return unknown;
  const made = arithmetic(operator, needNumber(left), needNumber(right));
  return typeof made === 'number' ? exact(made) : made;
}

function logical(operator: '&&' | '||', left: Value, right: () => Value): Value {
  const decides = operator === '||';
  if (asBool(left) === decides) return decides;
  const other = right();
  if (asBool(other) === decides) return decides;
  return isUnknown(left) || isUnknown(other) ? unknown : !decides;
}

function arithmetic(operator: string, left: number, right: number): Value {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) throw new EvaluationError('division by zero');
      return left / right;
    case '%':
      if (right === 0) throw new EvaluationError('division by zero');
      return left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new EvaluationError(`${operator} is not understood`);
  }
}

/** Bound of what one expression may make. */
const elementsMax = 100_000;

/** https://developer.hashicorp.com/terraform/language/expressions/for */
function forExpression(node: Node, scope: Scope, depth: number): Value {
  const intro = node.namedChildren.find(({ type }) => type === 'for_intro');
  const names =
    intro?.namedChildren.filter(({ type }) => type === 'identifier').map(({ text }) => text) ?? [];
  const collection = intro?.namedChildren.find(isExpression);
  const results = node.namedChildren.filter(isExpression);
  const condition = node.namedChildren
    .find(({ type }) => type === 'for_cond')
    ?.namedChildren.find(isExpression);
  if (!collection) throw new EvaluationError('the for expression is not complete');
  const elements = elementsOf(evaluate(collection, scope, depth + 1));
  if (!elements) return unknown;
  if (elements.length > elementsMax) throw new EvaluationError('there are too many elements');
  const isGrouped = node.namedChildren.some(({ type }) => type === 'ellipsis');
  const rounds = elements.map(([key, value]) => withNames(scope, boundNames(names, key, value)));
  const taken = rounds.map((own) => (condition ? evaluate(condition, own, depth + 1) : true));
  if (taken.some(isUnknown)) return unknown;
  const made = rounds
    .filter((_, at) => asBool(taken[at]) === true)
    .map((own) => results.map((one) => evaluate(one, own, depth + 1)));
  return node.type === 'for_tuple_expr' ? made.map(([value = null]) => value) : keyed(made, isGrouped);
}

function boundNames([first = '', second]: readonly string[], key: Value, value: Value): ObjectValue {
  return second === undefined ? { [first]: value } : { [first]: key, [second]: value };
}

function keyed(pairs: readonly Value[][], isGrouped: boolean): Value {
  const made: ObjectValue = {};
  for (const [key = null, value = null] of pairs) {
    const name = asKey(key);
    if (name === undefined) return unknown;
    const before = Object.hasOwn(made, name) ? made[name] : [];
    made[name] = isGrouped ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return made;
}

/** Everything that an expression refers to, as Terraform lists it: `aws_s3_bucket.a.arn`, `aws_s3_bucket.a`. */
export function referencesIn(node: Node): string[] {
  const found = new Set<string>();
  for (const variable of node.descendantsOfType('variable_expr')) {
    if (!variable) continue;
    const parts = [variable.text];
    for (
      let next = variable.nextNamedSibling;
      next && steps.has(next.type) && next.type !== 'splat';
      next = next.nextNamedSibling
    ) {
      if (next.type === 'index') parts[parts.length - 1] += next.text;
      else parts.push(nameOf(next));
    }
    for (let end = parts.length; end >= leastOf(parts); end -= 1) found.add(parts.slice(0, end).join('.'));
  }
  return [...found];
}

function leastOf([root]: readonly string[]): number {
  return root === 'data' ? 3 : 2;
}
