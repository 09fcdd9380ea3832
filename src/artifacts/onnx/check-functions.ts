import { printable } from '../report.ts';
import { checkAttributes } from './check-attribute.ts';
import { type Body, checkGraph, checkNodes } from './check-graph.ts';
import type { Message } from './message.ts';
import { functionKey, type ModelContext, type Opsets } from './model-context.ts';
import { canonicalDomain, maxOpsetVersion } from './operators.ts';
import { Scope } from './scope.ts';

const maxCallDepth = 100;

/** What a body consists of: nodes of its own, and how often it calls which function. */
export interface Calls {
  nodes: number;
  functions: Map<string, number>;
}

export function countingCalls(): { calls: Calls; onNode: Body['onNode'] } {
  const calls: Calls = { nodes: 0, functions: new Map() };
  const onNode = (key: string | undefined) => {
    if (key === undefined) calls.nodes += 1;
    else calls.functions.set(key, (calls.functions.get(key) ?? 0) + 1);
  };
  return { calls, onNode };
}

/** Registers local functions before anything calls them. They may not take a standard operator's place. */
export function registerFunctions(context: ModelContext, model: Message): void {
  for (const [index, definition] of model.children('functions').entries()) {
    const where = `functions[${index}] "${printable(definition.text('name'))}"`;
    const key = functionKey(definition, 'name');
    if (definition.text('name') === '' || definition.text('domain') === '')
      context.add('missing-field', 'a function needs a name and a domain', definition, where);
    if (maxOpsetVersion(canonicalDomain(definition.text('domain'))) !== undefined)
      context.add('function-shadows-operator', 'a function in a standard domain', definition, where);
    if (context.functions.has(key))
      context.add('duplicate-name', 'a function is there twice', definition, where);
    else context.functions.set(key, definition);
  }
}

/** Checks a function's body as a graph of its own; returns what it consists of. */
export function checkFunction(context: ModelContext, definition: Message, opsets: Opsets): Calls {
  const where = `function "${printable(definition.text('name'))}"`;
  const { calls, onNode } = countingCalls();
  const scope = new Scope();
  for (const name of definition.texts('input'))
    if (!scope.define(name)) context.add('duplicate-name', 'an input is there twice', definition, where);
  const body: Body = { context, opsets, inFunction: true, onNode };
  const defaults = checkAttributes(context, definition.children('attribute_proto'), false, where);
  for (const { graph, where: place } of defaults) checkGraph(body, graph, place, new Scope());
  checkNodes(body, definition.children('node'), where, scope);
  const missing = definition.texts('output').find((name) => !scope.own.has(name));
  if (missing !== undefined)
    context.add('value-undefined', `nothing makes the output "${printable(missing)}"`, definition, where);
  return calls;
}

/**
 * Nodes after each call is replaced by the function's body, as runtimes do before they run a model; Infinity when a
 * function calls itself. Small functions that call each other twice could otherwise become billions of nodes.
 */
export function expandedNodes(start: Calls, functions: ReadonlyMap<string, Calls>): number {
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  const sizeOf = (calls: Calls): number => {
    let total = calls.nodes;
    for (const [key, times] of calls.functions) total += times * sizeOfFunction(key);
    return total;
  };
  const sizeOfFunction = (key: string): number => {
    const known = sizes.get(key);
    const calls = functions.get(key);
    if (known !== undefined || !calls) return known ?? 0;
    if (open.has(key) || open.size > maxCallDepth) return Infinity;
    open.add(key);
    const size = sizeOf(calls);
    open.delete(key);
    sizes.set(key, size);
    return size;
  };
  return sizeOf(start);
}
