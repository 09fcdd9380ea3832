import { type Bytes, bytesField, floatField, intField, messageField, textField } from './protobuf.ts';

/**
 * Writes ONNX models: the few messages of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto that a graph of
 * standard operators needs. Field numbers are from that file. Version 9 of the format goes with operator set 20
 * (https://github.com/onnx/onnx/blob/main/docs/Versioning.md).
 */
const irVersion = 9;
const opsetVersion = 20;

/** `TensorProto.DataType` */
const elementTypes = { float: 1, int64: 7, string: 8 } as const;
export type ElementType = keyof typeof elementTypes;

/** A dimension is a size, or a name for one that is known only when the model runs. */
export interface ValueInfo {
  name: string;
  type: ElementType;
  shape: (number | string)[];
}

export type Attribute =
  | { kind: 'int'; value: number }
  | { kind: 'float'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'ints'; value: number[] }
  | { kind: 'floats'; value: number[] }
  | { kind: 'strings'; value: string[] };

export interface Node {
  operator: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, Attribute>;
}

export type Tensor =
  | { name: string; type: 'float'; shape: number[]; values: ArrayLike<number> }
  | { name: string; type: 'int64'; shape: number[]; values: ArrayLike<number> }
  | { name: string; type: 'string'; shape: number[]; values: string[] };

export interface Graph {
  name: string;
  nodes: Node[];
  constants: Tensor[];
  inputs: ValueInfo[];
  outputs: ValueInfo[];
}

/** The bytes of a model file. The same graph gives the same bytes. */
export function encodeModel(graph: Graph, producer: string): Bytes {
  return Buffer.concat([
    intField(1, irVersion),
    textField(2, producer),
    messageField(7, graphFields(graph)),
    messageField(8, [textField(1, ''), intField(2, opsetVersion)]),
  ]);
}

function graphFields(graph: Graph): Bytes[] {
  return [
    ...graph.nodes.map((node, index) => messageField(1, nodeFields(node, index))),
    textField(2, graph.name),
    ...graph.constants.map((tensor) => messageField(5, tensorFields(tensor))),
    ...graph.inputs.map((value) => messageField(11, valueFields(value))),
    ...graph.outputs.map((value) => messageField(12, valueFields(value))),
  ];
}

function nodeFields({ operator, inputs, outputs, attributes = {} }: Node, index: number): Bytes[] {
  return [
    ...inputs.map((name) => textField(1, name)),
    ...outputs.map((name) => textField(2, name)),
    textField(3, `${operator}_${index}`),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, attribute]) =>
      messageField(5, attributeFields(name, attribute)),
    ),
  ];
}

/** `AttributeProto`; its field 20 says which of the value fields counts. */
function attributeFields(name: string, attribute: Attribute): Bytes[] {
  const typed = (type: number, values: Bytes[]) => [textField(1, name), ...values, intField(20, type)];
  switch (attribute.kind) {
    case 'float':
      return typed(1, [floatField(2, attribute.value)]);
    case 'int':
      return typed(2, [intField(3, attribute.value)]);
    case 'string':
      return typed(3, [textField(4, attribute.value)]);
    case 'floats':
      return typed(
        6,
        attribute.value.map((value) => floatField(7, value)),
      );
    case 'ints':
      return typed(
        7,
        attribute.value.map((value) => intField(8, value)),
      );
    case 'strings':
      return typed(
        8,
        attribute.value.map((value) => textField(9, value)),
      );
  }
}

function tensorFields(tensor: Tensor): Bytes[] {
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  if (count !== tensor.values.length) {
    throw new RangeError(`${tensor.name}: ${tensor.values.length} values for the shape [${tensor.shape}]`);
  }
  return [
    ...tensor.shape.map((size) => intField(1, size)),
    intField(2, elementTypes[tensor.type]),
    ...(tensor.type === 'string' ? tensor.values.map((value) => textField(6, value)) : []),
    textField(8, tensor.name),
    ...(tensor.type === 'string' ? [] : [bytesField(9, rawValues(tensor))]),
  ];
}

/** Little-endian, whatever the machine. */
function rawValues(tensor: Exclude<Tensor, { type: 'string' }>): Bytes {
  const size = tensor.type === 'float' ? 4 : 8;
  const bytes = Buffer.alloc(tensor.values.length * size);
  Array.from(tensor.values).forEach((value, index) => {
    if (tensor.type === 'float') bytes.writeFloatLE(value, index * size);
    else bytes.writeBigInt64LE(BigInt(value), index * size);
  });
  return bytes;
}

function valueFields({ name, type, shape }: ValueInfo): Bytes[] {
  const dimensions = shape.map((size) =>
    messageField(1, [typeof size === 'number' ? intField(1, size) : textField(2, size)]),
  );
  const tensor = messageField(1, [intField(1, elementTypes[type]), messageField(2, dimensions)]);
  return [textField(1, name), messageField(2, [tensor])];
}
