import type { FindingCode } from '../finding-codes.ts';
import {
  attributes,
  FLOAT,
  floatData,
  graph,
  INT64,
  intData,
  type ModelParts,
  node,
  rawFloats,
  rawInts,
  tensor,
  value,
} from './onnx-writer.ts';
import { type Bytes, bytes, int, join, message } from './proto-writer.ts';

const relu = node('Relu', ['x'], ['y']);
const withTensor = (content: Bytes): ModelParts => ({
  nodes: [node('Identity', ['x'], ['y'])],
  initializers: [content],
});
const withAttribute = (field: Bytes): ModelParts => ({ nodes: [node('Relu', ['x'], ['y'], field)] });
const sized = (operator: string, ...sizes: bigint[]): ModelParts => ({
  nodes: [node(operator, ['x', 'n'], ['y'])],
  initializers: [tensor('n', INT64, [sizes.length], rawInts(...sizes))],
});
const loopBody = graph({
  inputs: [value('i', INT64, []), value('go', 9, []), value('state')],
  nodes: [node('Identity', ['go'], ['go_on']), node('Relu', ['state'], ['next'])],
  outputs: [value('go_on', 9, []), value('next')],
});
const loop = (turns: string): ModelParts => ({
  nodes: [node('Loop', [turns, '', 'x'], ['y'], attributes.graph('body', loopBody))],
  initializers: [tensor('turns', INT64, [], rawInts(2n ** 62n))],
});
const sparse = (dims: number[], values: Bytes, indices: Bytes): Bytes =>
  message(15, message(1, values), message(2, indices), ...dims.map((dim) => int(3, dim)));

/** Well-formed bytes that break one rule each, in tensors and attributes or by what the graph would do. */
export const hostileTensors: [name: string, code: FindingCode, parts: ModelParts][] = [
  [
    'an initializer twice',
    'duplicate-name',
    {
      nodes: [relu],
      initializers: [tensor('a', FLOAT, [1], floatData(1)), tensor('a', FLOAT, [1], floatData(2))],
    },
  ],
  ['an initializer without a name', 'missing-field', withTensor(tensor('', FLOAT, [1], floatData(1)))],
  ['a tensor of an unknown type', 'tensor-invalid', withTensor(tensor('a', 99, [1], floatData(1)))],
  ['a tensor of no type', 'tensor-invalid', withTensor(tensor('a', 0, [1], floatData(1)))],
  ['a negative dimension', 'tensor-invalid', withTensor(tensor('a', FLOAT, [-1], floatData(1)))],
  [
    'dimensions that overflow to a small number',
    'tensor-invalid',
    withTensor(join(int(1, 2n ** 32n), int(1, 2n ** 32n), int(2, FLOAT), bytes(8, 'a'))),
  ],
  [
    'dimensions that overflow beside a zero',
    'tensor-invalid',
    withTensor(join(int(1, 2n ** 62n), int(1, 2n ** 62n), int(1, 0), int(2, FLOAT), bytes(8, 'a'))),
  ],
  [
    'a hundred dimensions',
    'tensor-invalid',
    withTensor(tensor('a', FLOAT, Array(100).fill(1), floatData(1))),
  ],
  [
    'raw bytes shorter than the shape',
    'tensor-size-differs',
    withTensor(tensor('a', FLOAT, [3], rawFloats(1, 2))),
  ],
  [
    'raw bytes longer than the shape',
    'tensor-size-differs',
    withTensor(tensor('a', FLOAT, [1], rawFloats(1, 2))),
  ],
  [
    'a list shorter than the shape',
    'tensor-size-differs',
    withTensor(tensor('a', FLOAT, [3], floatData(1, 2))),
  ],
  ['a shape without any data', 'tensor-size-differs', withTensor(tensor('a', FLOAT, [1_000_000]))],
  ['data of another type', 'tensor-invalid', withTensor(tensor('a', FLOAT, [1], intData(1)))],
  ['data in two places', 'tensor-invalid', withTensor(tensor('a', FLOAT, [1], floatData(1), rawFloats(1)))],
  ['texts as raw bytes', 'tensor-invalid', withTensor(tensor('a', 8, [1], rawFloats(1)))],
  [
    'a tensor in segments',
    'tensor-invalid',
    withTensor(tensor('a', FLOAT, [1], message(3, int(1, 0), int(2, 1)), floatData(1))),
  ],
  [
    'an unknown place for data',
    'tensor-invalid',
    withTensor(tensor('a', FLOAT, [1], floatData(1), int(14, 2))),
  ],
  [
    'a location that is not declared external',
    'tensor-invalid',
    withTensor(
      tensor('a', FLOAT, [1], floatData(1), message(13, bytes(1, 'location'), bytes(2, '/etc/passwd'))),
    ),
  ],
  [
    'a bad tensor in an attribute',
    'tensor-size-differs',
    {
      nodes: [
        node('Constant', [], ['c'], attributes.tensor('value', tensor('', FLOAT, [9], rawFloats(1)))),
        relu,
      ],
    },
  ],
  [
    'a sparse tensor that is huge when dense',
    'large-allocation',
    {
      nodes: [relu],
      more: [
        sparse(
          [2 ** 20, 2 ** 20],
          tensor('s', FLOAT, [1], floatData(1)),
          tensor('i', INT64, [1], intData(0)),
        ),
      ],
    },
  ],
  [
    'a sparse tensor with fewer indices than values',
    'tensor-invalid',
    {
      nodes: [relu],
      more: [sparse([9], tensor('s', FLOAT, [2], floatData(1, 2)), tensor('i', INT64, [1], intData(0)))],
    },
  ],
  [
    'a sparse tensor without indices',
    'missing-field',
    { nodes: [relu], more: [message(15, message(1, tensor('s', FLOAT, [1], floatData(1))), int(3, 2))] },
  ],
  [
    'an attribute twice',
    'duplicate-name',
    { nodes: [node('Elu', ['x'], ['y'], attributes.float('alpha', 1), attributes.float('alpha', 2))] },
  ],
  ['an attribute without a name', 'missing-field', withAttribute(attributes.float('', 1))],
  [
    'an attribute of an unknown type',
    'attribute-invalid',
    withAttribute(attributes.raw(bytes(1, 'a'), int(20, 99))),
  ],
  ['an attribute of no type', 'attribute-invalid', withAttribute(attributes.raw(bytes(1, 'a'), int(3, 1)))],
  [
    'an attribute that is not what its type says',
    'attribute-invalid',
    withAttribute(attributes.raw(bytes(1, 'a'), int(3, 1), int(20, 1))),
  ],
  [
    'a graph behind the type of a number',
    'attribute-invalid',
    withAttribute(attributes.raw(bytes(1, 'a'), int(3, 1), message(6, graph({})), int(20, 2))),
  ],
  [
    'an attribute of a graph without one',
    'attribute-invalid',
    withAttribute(attributes.raw(bytes(1, 'a'), int(20, 5))),
  ],
  [
    'a reference to an attribute outside of a function',
    'attribute-invalid',
    withAttribute(attributes.raw(bytes(1, 'a'), bytes(21, 'b'), int(20, 2))),
  ],
  [
    'a constant of 2^40 elements',
    'large-allocation',
    { ...sized('ConstantOfShape', 2n ** 40n), nodes: [node('ConstantOfShape', ['n'], ['y'])] },
  ],
  [
    'a constant of 2^40 elements by a node',
    'large-allocation',
    {
      nodes: [
        node('Constant', [], ['n'], attributes.ints('value_ints', [2n ** 20n, 2n ** 20n])),
        node('ConstantOfShape', ['n'], ['y']),
      ],
    },
  ],
  ['an expansion to 2^40 elements', 'large-allocation', sized('Expand', 2n ** 20n, 2n ** 20n)],
  ['2^40 repetitions', 'large-allocation', sized('Tile', 2n ** 40n)],
  [
    '2^40 random numbers',
    'large-allocation',
    { nodes: [node('RandomNormal', [], ['y'], attributes.ints('shape', [2n ** 40n]))] },
  ],
  [
    'a range of 2^40 numbers',
    'large-allocation',
    {
      nodes: [node('Range', ['a', 'b', 'c'], ['y'])],
      initializers: [
        tensor('a', INT64, [], rawInts(0n)),
        tensor('b', INT64, [], rawInts(2n ** 40n)),
        tensor('c', INT64, [], intData(1)),
      ],
    },
  ],
  ['a loop without an end', 'endless-loop', loop('')],
  ['a loop of 2^62 turns', 'endless-loop', loop('turns')],
];
