import { closeSync, fstatSync, openSync } from 'node:fs';
import { InputError } from '../../base/errors.ts';
import { defaultLimits } from '../limits.ts';
import { BytesSource, FileSource, type Source } from '../source.ts';
import { dataTypeOf } from './data-types.ts';
import { decode } from './decode.ts';
import { Malformed } from './malformed.ts';
import type { Message } from './message.ts';
import { canonicalDomain } from './operators.ts';

export interface OnnxValue {
  name: string;
  /** `float`, `string`, …, or the kind when it is not a tensor: `sequence`, `map`, `optional`. */
  elementType: string;
  /** Numbers, names of unknown sizes, or null where nothing is said; absent when the rank is not known. */
  dims?: (number | string | null)[];
}

export interface OnnxDescription {
  irVersion: number;
  producer: string;
  /** Version by domain; the default domain is `ai.onnx`. */
  opsets: Record<string, number>;
  /** Number of nodes by operator, subgraphs and local functions included: `Conv`, `ai.onnx.ml.Scaler`. */
  operators: Record<string, number>;
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  initializers: number;
}

/**
 * What a model is, for evidence and lineage. Says nothing about its safety: scan it first.
 * @throws InputError when it is not a well-formed model
 */
export function describeOnnx(bytes: Uint8Array): OnnxDescription {
  return describe(new BytesSource(bytes), 'model');
}

/** As `describeOnnx`, without reading the tensors' data. Throws the file system's error when it cannot be read. */
export function describeOnnxFile(path: string): OnnxDescription {
  const descriptor = openSync(path, 'r');
  try {
    return describe(new FileSource(descriptor, fstatSync(descriptor).size), path);
  } finally {
    closeSync(descriptor);
  }
}

function describe(source: Source, name: string): OnnxDescription {
  try {
    const deadlineMs = performance.now() + defaultLimits.timeoutMs;
    return descriptionOf(decode(source, 'ModelProto', defaultLimits, deadlineMs));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const message = `${name}: not a readable ONNX model: ${error.message}`;
    throw new InputError({ code: 'model-malformed', message, fix: 'Export the model again.' });
  }
}

function descriptionOf(model: Message): OnnxDescription {
  const graph = model.child('graph');
  const operators = new Map<string, number>();
  countOperators(graph?.children('node') ?? [], operators);
  for (const definition of model.children('functions'))
    countOperators(definition.children('node'), operators);
  const initializers = new Set(graph?.children('initializer').map((tensor) => tensor.text('name')));
  const inputs = (graph?.children('input') ?? []).filter((input) => !initializers.has(input.text('name')));
  return {
    irVersion: Number(model.int('ir_version') ?? 0n),
    producer: [model.text('producer_name'), model.text('producer_version')].filter((text) => text).join(' '),
    opsets: Object.fromEntries(
      model
        .children('opset_import')
        .map((entry) => [
          canonicalDomain(entry.text('domain')) || 'ai.onnx',
          Number(entry.int('version') ?? 0n),
        ]),
    ),
    operators: Object.fromEntries([...operators].sort(([a], [b]) => (a < b ? -1 : 1))),
    inputs: inputs.map(describeValue),
    outputs: (graph?.children('output') ?? []).map(describeValue),
    initializers: initializers.size,
  };
}

function countOperators(nodes: readonly Message[], counts: Map<string, number>): void {
  for (const node of nodes) {
    const domain = canonicalDomain(node.text('domain'));
    const name = domain === '' ? node.text('op_type') : `${domain}.${node.text('op_type')}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const attribute of node.children('attribute'))
      for (const graph of [...attribute.children('g'), ...attribute.children('graphs')])
        countOperators(graph.children('node'), counts);
  }
}

function describeValue(value: Message): OnnxValue {
  const name = value.text('name');
  const type = value.child('type');
  const tensor = type?.child('tensor_type') ?? type?.child('sparse_tensor_type');
  if (!tensor) {
    const kind = (['sequence_type', 'map_type', 'optional_type'] as const).find((each) => type?.has(each));
    return { name, elementType: kind?.replace('_type', '') ?? 'unknown' };
  }
  const elementType = dataTypeOf(tensor.int('elem_type'))?.name ?? 'unknown';
  const shape = tensor.child('shape');
  if (!shape) return { name, elementType };
  const dims = shape.children('dim').map((dim) => {
    if (dim.text('dim_param') !== '') return dim.text('dim_param');
    const size = Number(dim.int('dim_value') ?? -1n);
    return size < 0 ? null : size;
  });
  return { name, elementType, dims };
}
