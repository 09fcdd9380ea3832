import type { Node } from 'web-tree-sitter';
import { isUnknown, isWhollyKnown, unknown, type Value } from '../../protocol/value.ts';
import type { Scope } from '../scope.ts';
import { EvaluationError } from '../values.ts';
import { collections } from './collections.ts';
import { encodings } from './encodings.ts';
import { files } from './files.ts';
import { networks } from './networks.ts';
import { numbers } from './numbers.ts';
import type { Functions } from './static-function.ts';
import { texts } from './texts.ts';

/** https://developer.hashicorp.com/terraform/language/functions */
const functions: Functions = { ...collections, ...encodings, ...files, ...networks, ...numbers, ...texts };

/** Calls a function; one that is not known, or that looks at clocks or chance, gives what is unknown. */
export function callFunction(node: Node, scope: Scope, inner: (child: Node) => Value): Value {
  const name = node.text.slice(0, node.text.indexOf('(')).trim();
  const list = node.namedChildren.find(({ type }) => type === 'function_arguments');
  const nodes = list?.namedChildren.filter(({ type }) => type === 'expression') ?? [];
  if (name === 'try') return firstThatHolds(nodes, inner);
  if (name === 'can') return canBe(nodes[0], inner);
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) return unknown;
  const isSpread = list?.namedChildren.some(({ type }) => type === 'ellipsis') ?? false;
  const args = nodes.map(inner);
  const last = args.at(-1);
  if (isSpread && !Array.isArray(last)) return unknown;
  const given = isSpread && Array.isArray(last) ? [...args.slice(0, -1), ...last] : args;
  if (given.some((value) => isUnknown(value))) return unknown;
  if (!found.isPartial && !given.every(isWhollyKnown)) return unknown;
  return found.call(given, scope) ?? unknown;
}

function firstThatHolds(nodes: readonly Node[], inner: (child: Node) => Value): Value {
  for (const node of nodes) {
    try {
      return inner(node);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
    }
  }
  throw new EvaluationError('none of the expressions of try holds');
}

function canBe(node: Node | undefined, inner: (child: Node) => Value): Value {
  try {
    return node ? (isUnknown(inner(node)) ? unknown : true) : unknown;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}
