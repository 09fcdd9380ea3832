import { printable } from '../report.ts';
import {
  type Calls,
  checkFunction,
  countingCalls,
  expandedNodes,
  registerFunctions,
} from './check-functions.ts';
import { checkGraph } from './check-graph.ts';
import type { Message } from './message.ts';
import { functionKey, type ModelContext, type Opsets } from './model-context.ts';
import { canonicalDomain, maxIrVersion, maxOpsetVersion } from './operators.ts';

// Older models name no operator sets, so what their operators mean is not said.
const minIrVersion = 3;
// ONNX Runtime can be told to take its session options from this entry.
// https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/session/inference_session_utils.h
const runtimeConfigurationKey = 'ort_config';

/** Everything that a decoded model must fulfil; findings go to the context. */
export function checkModel(context: ModelContext, model: Message): void {
  checkVersion(context, model);
  checkMetadata(context, model);
  if (model.has('training_info'))
    context.add('training-info', 'training graphs are not for serving', model, 'training_info');
  registerFunctions(context, model);
  const opsets = readOpsets(context, model, 'opset_import');
  const functions = new Map<string, Calls>();
  for (const definition of context.functions.values()) {
    const own = readOpsets(context, definition, `function "${printable(definition.text('name'))}"`);
    functions.set(functionKey(definition, 'name'), checkFunction(context, definition, own));
  }
  const graph = model.child('graph');
  if (!graph) {
    context.add('missing-field', 'there is no graph', model, 'graph');
    return;
  }
  const { calls, onNode } = countingCalls();
  checkGraph({ context, opsets, inFunction: false, onNode }, graph, 'graph');
  checkExpansion(context, model, calls, functions);
}

function checkVersion(context: ModelContext, model: Message): void {
  const version = model.int('ir_version');
  if (version === undefined) {
    context.add('missing-field', 'no ir_version', model, 'ir_version');
    return;
  }
  if (version < minIrVersion || version > maxIrVersion)
    context.add(
      'version-not-supported',
      `IR version ${version}; ${minIrVersion} to ${maxIrVersion} are supported`,
      model,
      'ir_version',
    );
}

function checkMetadata(context: ModelContext, model: Message): void {
  const keys = new Set<string>();
  for (const entry of model.children('metadata_props')) {
    const key = entry.text('key');
    if (keys.has(key))
      context.add('duplicate-name', `the key "${printable(key)}" is there twice`, entry, 'metadata_props');
    if (key === runtimeConfigurationKey)
      context.add('metadata-configures-runtime', 'changes how ONNX Runtime works', entry, 'metadata_props');
    keys.add(key);
  }
}

function readOpsets(context: ModelContext, holder: Message, where: string): Opsets {
  const opsets = new Map<string, number>();
  const local = new Set(
    Array.from(context.functions.values(), (definition) => canonicalDomain(definition.text('domain'))),
  );
  for (const entry of holder.children('opset_import')) {
    const domain = canonicalDomain(entry.text('domain'));
    const version = entry.int('version') ?? 0n;
    const max = maxOpsetVersion(domain) ?? Number.MAX_SAFE_INTEGER;
    const name = domain === '' ? 'ai.onnx' : printable(domain);
    if (opsets.has(domain)) context.add('duplicate-name', `${name} is imported twice`, entry, where);
    if (maxOpsetVersion(domain) === undefined && !local.has(domain))
      context.add(
        'domain-not-known',
        `${name} is a domain of its own: its operators are native code that the server would have to load`,
        entry,
        where,
      );
    if (version < 1n || version > BigInt(max))
      context.add(
        'version-not-supported',
        `operator set ${version} of ${name}; 1 to ${max} are supported`,
        entry,
        where,
      );
    opsets.set(domain, Number(version));
  }
  if (opsets.size === 0) context.add('missing-field', 'no operator set is imported', holder, where);
  return opsets;
}

function checkExpansion(
  context: ModelContext,
  model: Message,
  calls: Calls,
  functions: ReadonlyMap<string, Calls>,
): void {
  // Each function counts, called or not: a runtime may expand all of them.
  const all = { nodes: calls.nodes, functions: new Map(calls.functions) };
  for (const key of functions.keys()) all.functions.set(key, all.functions.get(key) ?? 1);
  const nodes = expandedNodes(all, functions);
  if (nodes === Infinity)
    context.add('function-recursive', 'functions call themselves or nest too deep', model, 'functions');
  else if (nodes > context.file.limits.expandedNodes)
    context.add('function-expansion', `${nodes} nodes when functions are put in place`, model, 'functions');
}
