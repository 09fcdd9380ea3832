import {
  attributes,
  external,
  FLOAT,
  floatData,
  graph,
  INT64,
  inDomain,
  intData,
  model,
  node,
  rawFloats,
  rawInts,
  STRING,
  tensor,
  value,
} from './onnx-writer.ts';
import { type Bytes, bytes, int, message } from './proto-writer.ts';

const relu = node('Relu', ['x'], ['y']);
const boolean = 9;

const textModel = model({
  inputs: [value('x', STRING, [1])],
  outputs: [value('y', FLOAT, [1, 1])],
  nodes: [
    node(
      'StringNormalizer',
      ['x'],
      ['lower'],
      attributes.string('case_change_action', 'LOWER'),
      attributes.string('locale', 'C'),
    ),
    node('StringSplit', ['lower'], ['words', 'counts'], attributes.string('delimiter', ' ')),
    node(
      'TfIdfVectorizer',
      ['words'],
      ['features'],
      attributes.string('mode', 'TF'),
      attributes.int('min_gram_length', 1),
      attributes.int('max_gram_length', 1),
      attributes.int('max_skip_count', 0),
      attributes.ints('ngram_counts', [0]),
      attributes.ints('ngram_indexes', [0, 1]),
      attributes.strings('pool_strings', ['free', 'money']),
    ),
    node('MatMul', ['features', 'weights'], ['y']),
  ],
  initializers: [tensor('weights', FLOAT, [2, 1], rawFloats(1, -1))],
});

const branch = (operator: string, output: string) =>
  graph({ nodes: [node(operator, ['x'], [output])], outputs: [value(output)] });

const conditional = model({
  nodes: [
    node(
      'Constant',
      [],
      ['yes'],
      attributes.tensor('value', tensor('', boolean, [], bytes(9, Uint8Array.of(1)))),
    ),
    node(
      'If',
      ['yes'],
      ['y'],
      attributes.graph('then_branch', branch('Relu', 'a')),
      attributes.graph('else_branch', branch('Neg', 'b')),
    ),
  ],
});

const loopBody = graph({
  inputs: [value('i', INT64, []), value('go', boolean, []), value('state')],
  nodes: [node('Identity', ['go'], ['go_on']), node('Add', ['state', 'x'], ['next'])],
  outputs: [value('go_on', boolean, []), value('next')],
});
const loop = model({
  nodes: [node('Loop', ['turns', '', 'x'], ['y'], attributes.graph('body', loopBody))],
  initializers: [tensor('turns', INT64, [], rawInts(3n))],
});

export const doubling = message(
  25,
  bytes(1, 'Twice'),
  bytes(4, 'a'),
  bytes(5, 'b'),
  message(7, node('Add', ['a', 'a'], ['b'])),
  message(9, int(2, 20)),
  bytes(10, 'local.functions'),
);
const withFunction = model({
  nodes: [node('Twice', ['x'], ['y'], inDomain('local.functions'))],
  opsets: [
    ['', 20],
    ['local.functions', 1],
  ],
  modelMore: [doubling],
});

/** Models of many kinds that ONNX Runtime loads and that must be clean. */
export const goodModels: Record<string, Bytes> = {
  'one operator': model({ nodes: [relu] }),
  'the default domain under its other name': model({ nodes: [relu], opsets: [['ai.onnx', 20]] }),
  'oldest IR version': model({ irVersion: 3, opsets: [['', 7]], nodes: [relu] }),
  'newest IR version and operator set': model({ irVersion: 13, opsets: [['', 26]], nodes: [relu] }),
  'initializers as raw bytes and as a list': model({
    nodes: [node('Add', ['x', 'a'], ['s']), node('Mul', ['s', 'b'], ['y'])],
    initializers: [tensor('a', FLOAT, [2], rawFloats(1, 2)), tensor('b', FLOAT, [2], floatData(3, 4))],
  }),
  'an initializer as default of an input': model({
    inputs: [value('x'), value('w')],
    nodes: [node('Add', ['x', 'w'], ['y'])],
    initializers: [tensor('w', FLOAT, [2], floatData(3, 4))],
  }),
  'text in, score out': textModel,
  'a condition with two subgraphs': conditional,
  'a loop that uses an outer value': loop,
  'a local function': withFunction,
  'classical machine learning, numbers one by one': model({
    opsets: [
      ['', 20],
      ['ai.onnx.ml', 3],
    ],
    nodes: [
      node(
        'Scaler',
        ['x'],
        ['y'],
        inDomain('ai.onnx.ml'),
        attributes.floats('offset', [1, 2]),
        attributes.floats('scale', [1, 2]),
      ),
    ],
    inputs: [value('x', FLOAT, ['n', 2])],
    outputs: [value('y', FLOAT, ['n', 2])],
  }),
  'four-bit weights': model({
    irVersion: 10,
    opsets: [['', 21]],
    initializers: [
      tensor('q', 22, [3], bytes(9, Uint8Array.of(0x21, 0x03))),
      tensor('scale', FLOAT, [], floatData(0.5)),
    ],
    nodes: [node('DequantizeLinear', ['q', 'scale'], ['w']), node('Add', ['x', 'w'], ['y'])],
    inputs: [value('x', FLOAT, [3])],
    outputs: [value('y', FLOAT, [3])],
  }),
  'a sparse initializer': model({
    irVersion: 8,
    nodes: [node('Add', ['x', 's'], ['y'])],
    more: [
      message(
        15,
        message(1, tensor('s', FLOAT, [1], floatData(5))),
        message(2, tensor('s_indices', INT64, [1], intData(1))),
        int(3, 2),
      ),
    ],
  }),
  'documentation and metadata': model({
    nodes: [node('Relu', ['x'], ['y'], bytes(6, 'a node'))],
    modelMore: [bytes(6, 'a model'), message(14, bytes(1, 'labels'), bytes(2, 'ham,spam'))],
  }),
};

export const dataFile = 'weights.bin';

/** A model with two tensors in `weights.bin`, the second aligned, and the bytes of that file. */
export function externalModel(location = dataFile, more: Record<string, string> = {}): Bytes {
  const at = (entries: Record<string, string>) => external({ location, ...entries, ...more });
  return model({
    nodes: [node('Add', ['x', 'a'], ['s']), node('Mul', ['s', 'b'], ['y'])],
    initializers: [
      tensor('a', FLOAT, [2], at({ offset: '0', length: '8' })),
      tensor('b', FLOAT, [2], at({ offset: '64', length: '8' })),
    ],
  });
}

export function externalBytes(): Bytes {
  const data = new Float32Array(18);
  data.set([1, 2]);
  data.set([3, 4], 16);
  return new Uint8Array(data.buffer);
}
