import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './onnx/graph-builder.ts';
import { encodeModel } from './onnx/onnx-writer.ts';
import { bytesField, floatField, intField, messageField, textField } from './onnx/protobuf.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('protobuf', () => {
  // The first two are the examples of https://protobuf.dev/programming-guides/encoding/
  it.each([
    ['an integer', intField(1, 150), '089601'],
    ['a text', textField(2, 'testing'), '120774657374696e67'],
    ['zero', intField(1, 0), '0800'],
    ['minus one', intField(1, -1), '08ffffffffffffffffff01'],
    ['the largest', intField(1, 2n ** 63n - 1n), '08ffffffffffffffff7f'],
    ['a float', floatField(2, 1), '150000803f'],
    ['bytes', bytesField(16, Uint8Array.of(255)), '820101ff'],
    ['a message', messageField(3, [intField(1, 150)]), '1a03089601'],
    ['nothing', messageField(3, []), '1a00'],
  ])('%s', (_, written, expected) => expect(hex(written)).toBe(expected));
});

describe('encodeModel', () => {
  it('writes what ONNX Runtime runs: every kind of attribute and constant', async () => {
    const graph = new GraphBuilder();
    const sum = graph.node('Add', ['x', graph.floats([0.5, -1.25])]);
    const leaky = graph.node('LeakyRelu', [sum], { alpha: { kind: 'float', value: 0.5 } });
    const tiled = graph.node('Concat', [leaky, leaky], { axis: { kind: 'int', value: -1 } });
    graph.output(
      graph.node('Slice', [tiled, graph.integers([1]), graph.integers([2 ** 40]), graph.integers([1])]),
      'y',
    );
    const upper = graph.node('StringNormalizer', [graph.strings(['ä', 'stop', 'b'])], {
      case_change_action: { kind: 'string', value: 'UPPER' },
      stopwords: { kind: 'strings', value: ['stop'] },
      locale: { kind: 'string', value: 'C' },
    });
    graph.output(upper, 'words');
    const file = encodeModel(
      graph.build(
        'test',
        [{ name: 'x', type: 'float', shape: ['N', 2] }],
        [
          { name: 'y', type: 'float', shape: ['N', 3] },
          { name: 'words', type: 'string', shape: ['M'] },
        ],
      ),
      'test',
    );
    const session = await InferenceSession.create(file);
    const { y, words } = await session.run({ x: new Tensor('float32', [1, 1, 0, 0], [2, 2]) });
    expect(y?.dims).toEqual([2, 3]);
    expect([...(y?.data ?? [])]).toEqual([-0.125, 1.5, -0.125, -0.625, 0.5, -0.625]);
    expect(words?.data).toEqual(['ä', 'B']);
    await session.release();
  });

  it('refuses a constant whose values do not fill its shape', () => {
    const graph = new GraphBuilder();
    graph.floats([1, 2, 3], [2, 2]);
    expect(() => encodeModel(graph.build('test', [], []), 'test')).toThrow('3 values for the shape [2,2]');
  });
});
