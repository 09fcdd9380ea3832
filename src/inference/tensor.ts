/** Tensor types by the names of the open inference protocol: https://github.com/kserve/open-inference-protocol */
export const datatypes = [
  'BOOL',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'FP32',
  'FP64',
  'BYTES',
] as const;
export type Datatype = (typeof datatypes)[number];

/** What a model takes or gives; -1 in a shape stands for any length. */
export interface TensorSpec {
  name: string;
  datatype: Datatype;
  shape: number[];
}

/** Values in row-major order; 64-bit integers are bigint. */
export interface Tensor {
  name: string;
  datatype: Datatype;
  shape: number[];
  data: (string | number | boolean | bigint)[];
}

export type Scalar = string | number | boolean;
/** One example: each input's value, or its values where the input is a vector. */
export type InputRow = Record<string, Scalar | Scalar[]>;
