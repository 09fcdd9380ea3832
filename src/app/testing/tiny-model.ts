import { bytes, int, join, message, tag, varint } from '../../artifacts/testing/proto-writer.ts';

/** ONNX's numbers of element types: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (TensorProto.DataType) */
const float32 = 1;
const int64 = 7;

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

function tensor(name: string, type: number, dims: number[], raw: Uint8Array): Uint8Array {
  return join(...dims.map((dim) => int(1, dim)), int(2, type), bytes(8, name), bytes(9, raw));
}

function node(op: string, inputs: string[], outputs: string[], ...attributes: Uint8Array[]): Uint8Array {
  return message(
    1,
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, op),
    ...attributes,
  );
}

function value(field: number, name: string, type: number, dims: (string | number)[]): Uint8Array {
  const shape = dims.map((dim) => message(1, typeof dim === 'string' ? bytes(2, dim) : int(1, dim)));
  return message(field, bytes(1, name), message(2, message(1, int(1, type), message(2, ...shape))));
}

/**
 * A logistic regression over two numbers as an ONNX model: input `x` [N, 2], outputs `label` and `score` [N].
 * @param weights of the two inputs, and the bias
 */
export function tinyModel([w1, w2, bias]: [number, number, number]): Uint8Array {
  const one = new Uint8Array(BigInt64Array.from([1n]).buffer);
  const toInt64 = message(5, bytes(1, 'to'), int(3, int64), join(tag(20, 0), varint(2)));
  const graph = message(
    7,
    node('MatMul', ['x', 'w'], ['product']),
    node('Squeeze', ['product', 'axis'], ['sum']),
    node('Add', ['sum', 'b'], ['logit']),
    node('Sigmoid', ['logit'], ['score']),
    node('Greater', ['score', 'half'], ['above']),
    node('Cast', ['above'], ['label'], toInt64),
    bytes(2, 'tiny'),
    bytes(5, tensor('w', float32, [2, 1], floats(w1, w2))),
    bytes(5, tensor('b', float32, [1], floats(bias))),
    bytes(5, tensor('half', float32, [1], floats(0.5))),
    bytes(5, tensor('axis', int64, [1], one)),
    value(11, 'x', float32, ['N', 2]),
    value(12, 'label', int64, ['N']),
    value(12, 'score', float32, ['N']),
  );
  return join(int(1, 10), bytes(2, 'holdfast-tests'), graph, message(8, int(2, 20)));
}
