import { type Bytes, bytes, float, int, join, message, packedFloats, packedInts } from './proto-writer.ts';

/** Field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.in.proto. */
export const FLOAT = 1;
export const INT64 = 7;
export const STRING = 8;

type Dim = number | string;

export const shape = (dims: readonly Dim[]): Bytes =>
  message(2, ...dims.map((dim) => message(1, typeof dim === 'number' ? int(1, dim) : bytes(2, dim))));

export const tensorType = (type: number, dims: readonly Dim[]): Bytes =>
  message(1, int(1, type), shape(dims));

/** A ValueInfoProto's content. */
export const value = (name: string, type = FLOAT, dims: readonly Dim[] = [2]): Bytes =>
  join(bytes(1, name), message(2, tensorType(type, dims)));

/** A TensorProto's content: `data` is the field that holds it, ready made. */
export const tensor = (name: string, type: number, dims: readonly number[], ...data: Bytes[]): Bytes =>
  join(
    dims.length > 0 ? packedInts(1, dims) : new Uint8Array(),
    int(2, type),
    ...data,
    name === '' ? new Uint8Array() : bytes(8, name),
  );

export const rawFloats = (...values: number[]): Bytes =>
  bytes(9, new Uint8Array(Float32Array.from(values).buffer));
export const rawInts = (...values: bigint[]): Bytes =>
  bytes(9, new Uint8Array(BigInt64Array.from(values).buffer));
export const floatData = (...values: number[]): Bytes => packedFloats(4, values);
export const intData = (...values: (number | bigint)[]): Bytes => packedInts(7, values);

/** The fields that say where external data is. */
export const external = (entries: Record<string, string>): Bytes =>
  join(
    ...Object.entries(entries).map(([key, text]) => message(13, bytes(1, key), bytes(2, text))),
    int(14, 1),
  );

const attribute = (name: string, type: number, ...content: Bytes[]): Bytes =>
  message(5, bytes(1, name), ...content, int(20, type));

/** Attributes of a node, whole fields. */
export const attributes = {
  float: (name: string, number: number) => attribute(name, 1, float(2, number)),
  int: (name: string, number: number | bigint) => attribute(name, 2, int(3, number)),
  string: (name: string, text: string) => attribute(name, 3, bytes(4, text)),
  tensor: (name: string, content: Bytes) => attribute(name, 4, message(5, content)),
  graph: (name: string, content: Bytes) => attribute(name, 5, message(6, content)),
  floats: (name: string, numbers: number[]) => attribute(name, 6, ...numbers.map((each) => float(7, each))),
  ints: (name: string, numbers: (number | bigint)[]) =>
    attribute(name, 7, ...numbers.map((each) => int(8, each))),
  strings: (name: string, texts: string[]) => attribute(name, 8, ...texts.map((each) => bytes(9, each))),
  /** Whatever is given, as the content of an attribute. */
  raw: (...content: Bytes[]) => message(5, ...content),
};

/** A NodeProto's content. */
export const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  ...more: Bytes[]
): Bytes =>
  join(
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, operator),
    ...more,
  );

export const inDomain = (name: string): Bytes => bytes(7, name);

export interface GraphParts {
  nodes?: Bytes[];
  inputs?: Bytes[];
  outputs?: Bytes[];
  initializers?: Bytes[];
  more?: Bytes[];
}

/** A GraphProto's content. */
export const graph = (parts: GraphParts): Bytes =>
  join(
    ...(parts.nodes ?? []).map((content) => message(1, content)),
    bytes(2, 'g'),
    ...(parts.initializers ?? []).map((content) => message(5, content)),
    ...(parts.inputs ?? []).map((content) => message(11, content)),
    ...(parts.outputs ?? []).map((content) => message(12, content)),
    ...(parts.more ?? []),
  );

export interface ModelParts extends GraphParts {
  irVersion?: number;
  opsets?: [domain: string, version: number][];
  /** Whole fields of the model, after all others. */
  modelMore?: Bytes[];
  /** In place of the graph's field. */
  graphField?: Bytes;
}

export const opset = (domain: string, version: number | bigint): Bytes =>
  message(8, ...(domain === '' ? [] : [bytes(1, domain)]), int(2, version));

/** A whole model file: IR 8, operator set 20, one input `x` and one output `y` of two floats unless said otherwise. */
export function model(parts: ModelParts): Bytes {
  const whole = { inputs: [value('x')], outputs: [value('y')], ...parts };
  return join(
    int(1, parts.irVersion ?? 8),
    bytes(2, 'holdfast-tests'),
    parts.graphField ?? message(7, graph(whole)),
    ...(parts.opsets ?? [['', 20] as [string, number]]).map(([domain, version]) => opset(domain, version)),
    ...(parts.modelMore ?? []),
  );
}
