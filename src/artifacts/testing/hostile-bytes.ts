import type { FindingCode } from '../finding-codes.ts';
import { attributes, FLOAT, floatData, graph, model, node, tensor, value } from './onnx-writer.ts';
import { type Bytes, bytes, int, join, message, packedInts, tag, varint } from './proto-writer.ts';

const good = model({ nodes: [node('Relu', ['x'], ['y'])] });
const nodes = [node('Relu', ['x'], ['y'])];

function nestedIf(depth: number): Bytes {
  let inner = graph({ nodes: [node('Relu', ['x'], [`v${depth}`])], outputs: [value(`v${depth}`)] });
  for (let level = depth - 1; level >= 0; level--) {
    const name = level === 0 ? 'y' : `v${level}`;
    inner = graph({
      nodes: [node('If', ['c'], [name], attributes.graph('then_branch', inner))],
      inputs: level === 0 ? [value('x'), value('c', 9, [])] : [],
      outputs: [value(name)],
    });
  }
  return inner;
}

/** Files that break a rule of the bytes themselves: what they hold has no sure meaning. */
export const hostileBytes: [name: string, code: FindingCode, file: Bytes][] = [
  ['cut off in the graph', 'truncated', good.subarray(0, 40)],
  ['bytes after the end', 'malformed', join(good, new Uint8Array(5).fill(0xff, 0, 3), Uint8Array.of(1))],
  ['zeros after the end', 'malformed', join(good, new Uint8Array(8))],
  ['an unknown field in the model', 'unknown-field', join(good, bytes(99, 'hidden'))],
  [
    'an unknown field in a node',
    'unknown-field',
    model({ nodes: [node('Relu', ['x'], ['y'], bytes(77, 'hidden'))] }),
  ],
  [
    'an unknown field in a tensor',
    'unknown-field',
    model({ nodes, initializers: [tensor('a', FLOAT, [1], floatData(1), bytes(50, 'x'))] }),
  ],
  [
    'a deprecated field',
    'unknown-field',
    model({ nodes: [node('Relu', ['x'], ['y'], attributes.raw(bytes(12, '')))] }),
  ],
  ['a group', 'malformed', join(int(1, 8), tag(7, 3), tag(7, 4))],
  ['a wire type that does not exist', 'malformed', join(int(1, 8), tag(2, 6))],
  ['a number where a text belongs', 'malformed', join(int(1, 8), int(2, 5))],
  ['a text where a number belongs', 'malformed', join(int(1, 8), bytes(5, 'abc'))],
  ['a list where one number belongs', 'malformed', join(int(1, 8), packedInts(5, [1, 2]))],
  ['a field numbered zero', 'malformed', join(int(1, 8), Uint8Array.of(0, 0))],
  ['a field number of more than 29 bits', 'malformed', join(int(1, 8), varint(2n ** 35n), varint(0))],
  ['a number written too long', 'malformed', join(Uint8Array.of(8, 0x88, 0), good.subarray(2))],
  [
    'a number of eleven bytes',
    'malformed',
    join(int(1, 8), tag(5, 0), new Uint8Array(10).fill(0xff), Uint8Array.of(1)),
  ],
  [
    'a number of 65 bits',
    'malformed',
    join(int(1, 8), tag(5, 0), new Uint8Array(9).fill(0xff), Uint8Array.of(3)),
  ],
  ['a length past the end', 'truncated', join(int(1, 8), tag(6, 2), varint(1000), new Uint8Array(10))],
  ['a length of 2^63', 'truncated', join(int(1, 8), tag(6, 2), varint(2n ** 63n))],
  [
    'a length past the end of its message',
    'malformed',
    join(int(1, 8), message(7, tag(2, 2), varint(50), bytes(2, 'g')), bytes(6, 'x'.repeat(60))),
  ],
  ['the graph twice', 'field-repeated', join(good, message(7, graph({ nodes })))],
  ['the version twice', 'field-repeated', join(int(1, 8), good)],
  ['a name that is not UTF-8', 'malformed', join(good, bytes(4, Uint8Array.of(0xff, 0xfe)))],
  [
    'an element type that is another one in 32 bits',
    'malformed',
    model({ nodes, initializers: [join(int(1, 1), int(2, 2n ** 32n + 1n), floatData(1), bytes(8, 'a'))] }),
  ],
  [
    'a list of floats that ends within one',
    'malformed',
    model({
      nodes,
      initializers: [join(int(1, 1), int(2, FLOAT), bytes(4, new Uint8Array(6)), bytes(8, 'a'))],
    }),
  ],
  ['subgraphs in subgraphs without end', 'too-deep', model({ graphField: message(7, nestedIf(40)) })],
  [
    'types in types without end',
    'too-deep',
    model({ nodes, modelMore: [message(25, message(12, message(2, nestedType(70))))] }),
  ],
  ['a documentation text of a megabyte', 'text-too-large', join(good, bytes(6, 'x'.repeat(1024 * 1024)))],
  ['a name of a hundred kilobytes', 'text-too-large', join(good, bytes(4, 'x'.repeat(100_000)))],
];

function nestedType(depth: number): Bytes {
  let inner: Bytes = message(1, int(1, 1));
  for (let level = 0; level < depth; level++) inner = message(4, message(1, inner));
  return inner;
}
