import { printable } from '../report.ts';
import { checkAttributes } from './check-attribute.ts';
import { checkRisks } from './check-risks.ts';
import { checkSparseTensor, checkTensor } from './check-tensor.ts';
import { checkType } from './check-type.ts';
import type { Message } from './message.ts';
import { functionKey, type ModelContext, type Opsets } from './model-context.ts';
import { canonicalDomain, lookUp, maxOpsetVersion } from './operators.ts';
import { type Constant, Scope } from './scope.ts';

/** The surroundings of the nodes that are checked. */
export interface Body {
  context: ModelContext;
  opsets: Opsets;
  inFunction: boolean;
  /** Told of each call of a local function and of each other node, subgraphs included. */
  onNode(calledFunction: string | undefined): void;
}

/** A graph and the graphs in it: names, types, tensors, operators. `parent` is the scope around a subgraph. */
export function checkGraph(body: Body, graph: Message, where: string, parent?: Scope): void {
  const { context } = body;
  const scope = new Scope(parent);
  for (const [index, input] of graph.children('input').entries())
    checkInput(context, input, scope, `${where}.input[${index}]`, parent === undefined);
  checkInitializers(context, graph, scope, where);
  for (const [index, value] of graph.children('value_info').entries()) {
    const type = value.child('type');
    if (type) checkType(context, type, `${where}.value_info[${index}]`);
  }
  checkNodes(body, graph.children('node'), where, scope);
  const outputs = new Set<string>();
  for (const [index, output] of graph.children('output').entries()) {
    const [name, place] = [output.text('name'), `${where}.output[${index}]`];
    if (!scope.own.has(name))
      context.add('value-undefined', `nothing makes the output "${printable(name)}"`, output, place);
    if (outputs.has(name)) context.add('duplicate-name', 'the output is there twice', output, place);
    outputs.add(name);
    checkValueType(context, output, place, parent === undefined);
  }
  if (parent === undefined && outputs.size === 0)
    context.add('missing-field', 'the graph has no output', graph, where);
}

function checkInput(
  context: ModelContext,
  input: Message,
  scope: Scope,
  where: string,
  typeNeeded: boolean,
): void {
  const name = input.text('name');
  if (name === '') context.add('missing-field', 'an input without a name', input, where);
  else if (!scope.define(name))
    context.add('duplicate-name', `the name "${printable(name)}" is taken`, input, where);
  checkValueType(context, input, where, typeNeeded);
}

function checkValueType(context: ModelContext, value: Message, where: string, needed: boolean): void {
  const type = value.child('type');
  if (type) checkType(context, type, where);
  else if (needed) context.add('missing-field', 'the type is missing', value, where);
}

function checkInitializers(context: ModelContext, graph: Message, scope: Scope, where: string): void {
  const seen = new Set<string>();
  const take = (name: string, holder: Message, place: string, constant?: Constant) => {
    if (name === '') context.add('missing-field', 'an initializer without a name', holder, place);
    // An initializer may give an input of the same graph its default value.
    const isDefault = scope.own.has(name) && !seen.has(name);
    if (!isDefault && !scope.define(name, constant))
      context.add('duplicate-name', `the name "${printable(name)}" is taken`, holder, place);
    if (isDefault && constant) scope.setConstant(name, constant);
    seen.add(name);
  };
  for (const [index, tensor] of graph.children('initializer').entries()) {
    const place = `${where}.initializer[${index}] "${printable(tensor.text('name'))}"`;
    take(tensor.text('name'), tensor, place, { tensor });
    checkTensor(context, tensor, place);
  }
  for (const [index, sparse] of graph.children('sparse_initializer').entries()) {
    const place = `${where}.sparse_initializer[${index}]`;
    take(sparse.child('values')?.text('name') ?? '', sparse, place);
    checkSparseTensor(context, sparse, place);
  }
}

/** Nodes in order: each uses only what stands before it, and defines names that nobody has. */
export function checkNodes(body: Body, nodes: readonly Message[], where: string, scope: Scope): void {
  const { context } = body;
  for (const [index, node] of nodes.entries()) {
    const label = printable(node.text('name') || node.text('op_type'));
    const place = `${where}.node[${index}] "${label}"`;
    checkOperator(body, node, place);
    for (const name of node.texts('input'))
      if (name !== '' && !scope.has(name))
        context.add('value-undefined', `nothing before it makes "${printable(name)}"`, node, place);
    const graphs = checkAttributes(context, node.children('attribute'), body.inFunction, place);
    for (const { graph, where: inner } of graphs) checkGraph(body, graph, inner, scope);
    if (canonicalDomain(node.text('domain')) === '') checkRisks(context, node, scope, place);
    defineOutputs(context, node, scope, place);
  }
}

function defineOutputs(context: ModelContext, node: Message, scope: Scope, where: string): void {
  const constant = constantOf(node);
  for (const name of node.texts('output'))
    if (name !== '' && !scope.define(name, constant))
      context.add('duplicate-name', `the name "${printable(name)}" is taken`, node, where);
}

function constantOf(node: Message): Constant | undefined {
  if (node.text('op_type') !== 'Constant') return undefined;
  const attribute = node.children('attribute')[0];
  const tensor = attribute?.child('t');
  if (tensor) return { tensor };
  const values = [...(attribute?.numbers('i').first ?? []), ...(attribute?.numbers('ints').first ?? [])];
  return values.length > 0 ? { values } : undefined;
}

/** The operator is one that we know: of a standard domain at the declared version, or a local function. */
function checkOperator(body: Body, node: Message, where: string): void {
  const { context, opsets } = body;
  const [operator, domain] = [node.text('op_type'), canonicalDomain(node.text('domain'))];
  const name = printable(domain === '' ? operator : `${domain}.${operator}`);
  const key = functionKey(node, 'op_type');
  const called = context.functions.has(key) ? key : undefined;
  body.onNode(called);
  if (called !== undefined) return;
  if (maxOpsetVersion(domain) === undefined) {
    context.add(
      'domain-not-known',
      `${name} is of a domain of its own: such operators are native code that the server would have to load`,
      node,
      where,
    );
    return;
  }
  const version = opsets.get(domain);
  if (version === undefined) {
    context.add('missing-field', `no version is declared for the domain of ${name}`, node, where);
    return;
  }
  const state = node.text('overload') === '' ? lookUp(domain, operator, version) : 'unknown';
  if (state === 'known') return;
  const why = state === 'deprecated' ? 'is withdrawn' : 'is not defined';
  context.add('operator-not-known', `${name} ${why} in operator set ${version}`, node, where);
}
