/** How one element type is stored. `valuesPerElement` is 2 for complex numbers. */
export interface DataType {
  name: string;
  bits: number;
  /** The typed list that holds its values when `raw_data` does not. */
  list: 'float_data' | 'int32_data' | 'string_data' | 'int64_data' | 'double_data' | 'uint64_data';
  valuesPerElement: 1 | 2;
}

// TensorProto.DataType of https://github.com/onnx/onnx/blob/main/onnx/onnx.in.proto, by number from 1.
const rows: [name: string, bits: number, list: DataType['list']][] = [
  ['float', 32, 'float_data'],
  ['uint8', 8, 'int32_data'],
  ['int8', 8, 'int32_data'],
  ['uint16', 16, 'int32_data'],
  ['int16', 16, 'int32_data'],
  ['int32', 32, 'int32_data'],
  ['int64', 64, 'int64_data'],
  ['string', 0, 'string_data'],
  ['bool', 8, 'int32_data'],
  ['float16', 16, 'int32_data'],
  ['double', 64, 'double_data'],
  ['uint32', 32, 'uint64_data'],
  ['uint64', 64, 'uint64_data'],
  ['complex64', 64, 'float_data'],
  ['complex128', 128, 'double_data'],
  ['bfloat16', 16, 'int32_data'],
  ['float8e4m3fn', 8, 'int32_data'],
  ['float8e4m3fnuz', 8, 'int32_data'],
  ['float8e5m2', 8, 'int32_data'],
  ['float8e5m2fnuz', 8, 'int32_data'],
  ['uint4', 4, 'int32_data'],
  ['int4', 4, 'int32_data'],
  ['float4e2m1', 4, 'int32_data'],
  ['float8e8m0', 8, 'int32_data'],
  ['uint2', 2, 'int32_data'],
  ['int2', 2, 'int32_data'],
];

const types = rows.map(
  ([name, bits, list]): DataType => ({
    name,
    bits,
    list,
    valuesPerElement: name.startsWith('complex') ? 2 : 1,
  }),
);

/** The element type of a number in a model; undefined for 0 and for numbers that ONNX does not define. */
export function dataTypeOf(code: bigint | undefined): DataType | undefined {
  return types[Number(code ?? 0n) - 1];
}

/** Bytes of `elements` packed as `raw_data` and external files have them; small types share bytes. */
export function packedBytes(type: DataType, elements: bigint): bigint {
  return (elements * BigInt(type.bits) + 7n) / 8n;
}

/** Entries of the typed list for `elements`: one a value, or one a byte for types smaller than a byte. */
export function listEntries(type: DataType, elements: bigint): bigint {
  if (type.bits > 0 && type.bits < 8) return packedBytes(type, elements);
  return elements * BigInt(type.valuesPerElement);
}
