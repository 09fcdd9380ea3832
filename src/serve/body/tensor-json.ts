import type { Tensor } from '../../inference/tensor.ts';

/** A tensor as the inference protocol writes it. 64-bit integers are written with every digit. */
export function tensorJson(tensor: Tensor): string {
  const { name, datatype, shape } = tensor;
  const head = JSON.stringify({ name, shape, datatype }).slice(0, -1);
  return `${head},"data":[${valueTexts(tensor).join(',')}]}`;
}

/** Each value of a tensor as JSON. */
export function valueTexts({ datatype, data }: Tensor): string[] {
  return datatype === 'BYTES' ? data.map((text) => JSON.stringify(text)) : data.map(String);
}

/** JSON has no word for NaN and the infinities, and null would read as a missing value. */
export function isWritable({ datatype, data }: Tensor): boolean {
  return !datatype.startsWith('FP') || data.every((value) => Number.isFinite(value));
}
