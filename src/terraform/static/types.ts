import type { Node } from 'web-tree-sitter';
import { isObject, isUnknown, type ObjectValue, type Value } from '../protocol/value.ts';
import { asSet, converted } from './values.ts';

/** Evaluates the default of an optional attribute. */
type Evaluate = (node: Node) => Value;

/**
 * The value of a variable by its type constraint: converted, with the defaults of optional attributes. A value that
 * does not fit stays as it is; Terraform would refuse it.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function typed(value: Value, constraint: Node, evaluate: Evaluate): Value {
  if (value === null || isUnknown(value)) return value;
  const node = unwrapped(constraint);
  if (node.type === 'variable_expr') return scalar(value, node.text);
  if (node.type !== 'function_call') return value;
  const kind = node.namedChildren[0]?.text;
  const [inner] = argumentsOf(node);
  if (!inner) return value;
  switch (kind) {
    case 'list':
    case 'set': {
      if (!Array.isArray(value)) return value;
      const all = value.map((one) => typed(one, inner, evaluate));
      return kind === 'set' ? asSet(all) : all;
    }
    case 'map':
      return isObject(value) ? mapped(value, (one) => typed(one, inner, evaluate)) : value;
    case 'object':
      return isObject(value) ? objectTyped(value, unwrapped(inner), evaluate) : value;
    default:
      return value;
  }
}

function scalar(value: Value, name: string): Value {
  return name === 'string' || name === 'number' || name === 'bool'
    ? (converted(value, name) ?? value)
    : value;
}

function mapped(value: ObjectValue, change: (value: Value) => Value): ObjectValue {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]));
}

/** Attributes that the type does not have are dropped; optional ones get their default, or null. */
function objectTyped(value: ObjectValue, type: Node, evaluate: Evaluate): ObjectValue {
  const made: ObjectValue = {};
  for (const element of type.descendantsOfType('object_elem')) {
    if (!element || ownerOf(element)?.id !== type.id) continue;
    const name = element.childForFieldName('key')?.text.replaceAll('"', '') ?? '';
    const constraint = element.childForFieldName('val');
    if (!constraint) continue;
    const given = Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    const [inner, fallback] = optionalOf(constraint);
    made[name] = typed(given === null && fallback ? evaluate(fallback) : given, inner, evaluate);
  }
  return made;
}

/** The object that an element stands in. */
function ownerOf(element: Node): Node | null {
  for (let at = element.parent; at; at = at.parent) if (at.type === 'object') return at;
  return null;
}

/** `optional(string, "a")`: the type and the default. */
function optionalOf(constraint: Node): [type: Node, fallback?: Node] {
  const node = unwrapped(constraint);
  if (node.type !== 'function_call' || node.namedChildren[0]?.text !== 'optional') return [constraint];
  const [inner, fallback] = argumentsOf(node);
  if (!inner) return [constraint];
  return fallback ? [inner, fallback] : [inner];
}

function argumentsOf(call: Node): Node[] {
  const list = call.namedChildren.find(({ type }) => type === 'function_arguments');
  return list?.namedChildren.filter(({ type }) => type === 'expression') ?? [];
}

/** Through the layers that the grammar puts around a single thing. */
function unwrapped(node: Node): Node {
  const [only, ...more] = node.namedChildren;
  const isLayer = node.type === 'expression' || node.type === 'collection_value';
  return isLayer && only && more.length === 0 ? unwrapped(only) : node;
}
