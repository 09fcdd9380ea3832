import type { FindingCode } from '../finding-codes.ts';
import { doubling } from './good-models.ts';
import {
  attributes,
  FLOAT,
  graph,
  inDomain,
  type ModelParts,
  node,
  opset,
  shape,
  value,
} from './onnx-writer.ts';
import { type Bytes, bytes, int, join, message } from './proto-writer.ts';

const relu = node('Relu', ['x'], ['y']);
const withAttribute = (field: Bytes): ModelParts => ({ nodes: [node('Relu', ['x'], ['y'], field)] });
const functionNamed = (name: string, calls: string[], domain = 'f'): Bytes =>
  message(
    25,
    bytes(1, name),
    bytes(4, 'a'),
    bytes(5, 'b'),
    ...calls.map((call, index) =>
      message(7, node(call, ['a'], [index === 0 ? 'b' : `b${index}`], inDomain(domain))),
    ),
    ...(calls.length === 0 ? [message(7, node('Relu', ['a'], ['b']))] : []),
    message(9, int(2, 20)),
    opsetIn(9, domain),
    bytes(10, domain),
  );
const opsetIn = (field: number, domain: string): Bytes => message(field, bytes(1, domain), int(2, 1));
const withFunctions = (...functions: Bytes[]): ModelParts => ({
  nodes: [node('f0', ['x'], ['y'], inDomain('f'))],
  opsets: [
    ['', 20],
    ['f', 1],
  ],
  modelMore: functions,
});
const bomb = Array.from({ length: 40 }, (_, level) =>
  functionNamed(`f${level}`, level < 39 ? [`f${level + 1}`, `f${level + 1}`] : []),
);
const typeOfX = (...parts: Bytes[]): ModelParts => ({
  nodes: [relu],
  inputs: [join(bytes(1, 'x'), message(2, ...parts))],
});

/** Well-formed bytes that break one rule each, in the model, its functions or the wiring of its graph. */
export const hostileModels: [name: string, code: FindingCode, parts: ModelParts][] = [
  ['an IR version of the future', 'version-not-supported', { irVersion: 14, nodes: [relu] }],
  ['an IR version without operator sets', 'version-not-supported', { irVersion: 2, nodes: [relu] }],
  ['a negative IR version', 'version-not-supported', { irVersion: -1, nodes: [relu] }],
  ['no graph', 'missing-field', { graphField: new Uint8Array() }],
  ['no operator set', 'missing-field', { opsets: [], nodes: [relu] }],
  ['an operator set of the future', 'version-not-supported', { opsets: [['', 27]], nodes: [relu] }],
  [
    'operator set 0',
    'version-not-supported',
    {
      opsets: [
        ['', 20],
        ['ai.onnx.ml', 0],
      ],
      nodes: [relu],
    },
  ],
  [
    'an operator set of 2^63 - 1',
    'version-not-supported',
    { opsets: [], nodes: [relu], modelMore: [opset('', 2n ** 63n - 1n)] },
  ],
  [
    'the same domain by two names',
    'duplicate-name',
    {
      opsets: [
        ['', 20],
        ['ai.onnx', 7],
      ],
      nodes: [relu],
    },
  ],
  [
    'a domain of native code',
    'domain-not-known',
    {
      opsets: [
        ['', 20],
        ['com.evil', 1],
      ],
      nodes: [node('Run', ['x'], ['y'], inDomain('com.evil'))],
    },
  ],
  [
    "the runtime's own domain",
    'domain-not-known',
    {
      opsets: [
        ['', 20],
        ['com.microsoft', 1],
      ],
      nodes: [node('Gelu', ['x'], ['y'], inDomain('com.microsoft'))],
    },
  ],
  [
    'a domain that is imported and not used',
    'domain-not-known',
    {
      opsets: [
        ['', 20],
        ['com.evil', 1],
      ],
      nodes: [relu],
    },
  ],
  [
    'a domain that is used and not imported',
    'domain-not-known',
    { nodes: [node('Run', ['x'], ['y'], inDomain('com.evil'))] },
  ],
  [
    'a domain that looks like the standard one',
    'domain-not-known',
    {
      opsets: [
        ['', 20],
        ['ai.0nnx', 1],
      ],
      nodes: [relu],
    },
  ],
  [
    'a standard domain that is not imported',
    'missing-field',
    { nodes: [node('Scaler', ['x'], ['y'], inDomain('ai.onnx.ml'))] },
  ],
  ['an operator that does not exist', 'operator-not-known', { nodes: [node('RunProgram', ['x'], ['y'])] }],
  ['an operator of no name', 'operator-not-known', { nodes: [node('', ['x'], ['y'])] }],
  ["an operator that is only the runtime's", 'operator-not-known', { nodes: [node('ATen', ['x'], ['y'])] }],
  [
    'an operator before its time',
    'operator-not-known',
    { opsets: [['', 19]], nodes: [node('Gelu', ['x'], ['y'])] },
  ],
  ['a withdrawn operator', 'operator-not-known', { nodes: [node('Upsample', ['x'], ['y'])] }],
  [
    'an operator with an overload',
    'operator-not-known',
    { nodes: [node('Relu', ['x'], ['y'], bytes(8, 'other'))] },
  ],
  [
    'an unknown operator in a subgraph',
    'operator-not-known',
    withAttribute(
      attributes.graph('g', graph({ nodes: [node('Evil', ['x'], ['z'])], outputs: [value('z')] })),
    ),
  ],
  [
    'an unknown operator in a list of subgraphs',
    'operator-not-known',
    withAttribute(
      attributes.raw(
        bytes(1, 'gs'),
        message(11, graph({ nodes: [node('Evil', ['x'], ['z'])], outputs: [value('z')] })),
        int(20, 10),
      ),
    ),
  ],
  [
    'an unknown operator in a function',
    'operator-not-known',
    {
      ...withFunctions(functionNamed('f0', ['Evil'], 'f')),
      modelMore: [
        message(
          25,
          bytes(1, 'f0'),
          bytes(4, 'a'),
          bytes(5, 'b'),
          message(7, node('Evil', ['a'], ['b'])),
          message(9, int(2, 20)),
          bytes(10, 'f'),
        ),
      ],
    },
  ],
  [
    'an unknown domain in a function',
    'domain-not-known',
    withFunctions(
      functionNamed('f0', []),
      functionNamed('f1', ['Evil'], 'f'),
      message(25, bytes(1, 'f2'), bytes(10, 'f'), opsetIn(9, 'com.evil')),
    ),
  ],
  [
    'an unknown domain in a function that nobody calls',
    'domain-not-known',
    {
      nodes: [relu],
      modelMore: [
        doubling,
        message(
          25,
          bytes(1, 'n'),
          bytes(10, 'local.functions'),
          message(9, int(2, 20)),
          message(7, node('X', [], ['o'], inDomain('com.evil'))),
        ),
      ],
    },
  ],
  [
    "an unknown operator in a default value of a function's attribute",
    'operator-not-known',
    withFunctions(
      functionNamed('f0', []),
      message(
        25,
        bytes(1, 'f1'),
        bytes(10, 'f'),
        message(9, int(2, 20)),
        message(
          11,
          bytes(1, 'body'),
          message(6, graph({ nodes: [node('Evil', [], ['z'])], outputs: [value('z')] })),
          int(20, 5),
        ),
      ),
    ),
  ],
  [
    'a function in place of a standard operator',
    'function-shadows-operator',
    {
      nodes: [relu],
      modelMore: [message(25, bytes(1, 'Relu'), bytes(10, 'ai.onnx'), message(9, int(2, 20)))],
    },
  ],
  ['a function twice', 'duplicate-name', withFunctions(functionNamed('f0', []), functionNamed('f0', []))],
  ['a function that calls itself', 'function-recursive', withFunctions(functionNamed('f0', ['f0']))],
  [
    'two functions that call each other',
    'function-recursive',
    withFunctions(functionNamed('f0', ['f1']), functionNamed('f1', ['f0'])),
  ],
  ['functions that grow to 2^40 nodes', 'function-expansion', withFunctions(...bomb)],
  [
    'a function whose output nobody makes',
    'value-undefined',
    withFunctions(message(25, bytes(1, 'f0'), bytes(5, 'b'), message(9, int(2, 20)), bytes(10, 'f'))),
  ],
  ['a training graph', 'training-info', { nodes: [relu], modelMore: [message(20, message(2, graph({})))] }],
  [
    'metadata that set up the runtime',
    'metadata-configures-runtime',
    { nodes: [relu], modelMore: [message(14, bytes(1, 'ort_config'), bytes(2, '{}'))] },
  ],
  [
    'metadata with a key twice',
    'duplicate-name',
    { nodes: [relu], modelMore: [message(14, bytes(1, 'a')), message(14, bytes(1, 'a'))] },
  ],
  ['an input twice', 'duplicate-name', { nodes: [relu], inputs: [value('x'), value('x')] }],
  ['an input without a type', 'missing-field', { nodes: [relu], inputs: [bytes(1, 'x')] }],
  ['an output without a type', 'missing-field', { nodes: [relu], outputs: [bytes(1, 'y')] }],
  ['an input of an unknown element type', 'type-invalid', { nodes: [relu], inputs: [value('x', 99)] }],
  ['an input of a negative size', 'type-invalid', { nodes: [relu], inputs: [value('x', FLOAT, [-5])] }],
  ['a type of no kind', 'type-invalid', typeOfX()],
  [
    'a type of two kinds',
    'type-invalid',
    typeOfX(message(1, int(1, 1), shape([1])), message(4, message(1, message(1, int(1, 1))))),
  ],
  [
    'a map with an unknown key type',
    'type-invalid',
    typeOfX(message(5, int(1, 99), message(2, message(1, int(1, 1))))),
  ],
  ['a sequence of nothing', 'type-invalid', typeOfX(message(4))],
  ['an output twice', 'duplicate-name', { nodes: [relu], outputs: [value('y'), value('y')] }],
  ['an output that nobody makes', 'value-undefined', { nodes: [relu], outputs: [value('z')] }],
  ['no output', 'missing-field', { nodes: [relu], outputs: [] }],
  ['an input that nobody makes', 'value-undefined', { nodes: [node('Relu', ['nowhere'], ['y'])] }],
  [
    'nodes out of order',
    'value-undefined',
    { nodes: [node('Relu', ['a'], ['y']), node('Relu', ['x'], ['a'])] },
  ],
  ['a node that feeds itself', 'value-undefined', { nodes: [node('Relu', ['y'], ['y'])] }],
  ['a value made twice', 'duplicate-name', { nodes: [relu, node('Neg', ['x'], ['y'])] }],
  ['a node that replaces an input', 'duplicate-name', { nodes: [node('Relu', ['x'], ['x']), relu] }],
  [
    'a subgraph that replaces an outer value',
    'duplicate-name',
    withAttribute(
      attributes.graph('g', graph({ nodes: [node('Relu', ['x'], ['x'])], outputs: [value('x')] })),
    ),
  ],
];
