import type { Datatype, Tensor } from '../../inference/tensor.ts';

type Element = Tensor['data'][number];

const small = {
  INT8: [-(2 ** 7), 2 ** 7 - 1],
  INT16: [-(2 ** 15), 2 ** 15 - 1],
  INT32: [-(2 ** 31), 2 ** 31 - 1],
  UINT8: [0, 2 ** 8 - 1],
  UINT16: [0, 2 ** 16 - 1],
  UINT32: [0, 2 ** 32 - 1],
} as const;
const large = { INT64: [-(2n ** 63n), 2n ** 63n - 1n], UINT64: [0n, 2n ** 64n - 1n] } as const;

/**
 * A value of JSON as an element of a tensor; undefined when the type cannot hold just that value. Integers beyond 2^53
 * come as bigint (see `readJson`); as a number they have lost digits already and are refused.
 */
export function elementOf(value: unknown, datatype: Datatype): Element | undefined {
  switch (datatype) {
    case 'BYTES':
      return typeof value === 'string' ? value : undefined;
    case 'BOOL':
      return typeof value === 'boolean' ? value : undefined;
    case 'FP32':
    case 'FP64':
      return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
    case 'INT64':
    case 'UINT64':
      return largeInteger(value, large[datatype]);
    default:
      return smallInteger(value, small[datatype]);
  }
}

function smallInteger(value: unknown, [min, max]: readonly [number, number]): number | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return value >= min && value <= max ? value : undefined;
}

function largeInteger(value: unknown, [min, max]: readonly [bigint, bigint]): bigint | undefined {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return undefined;
  const integer = BigInt(value as number | bigint);
  return integer >= min && integer <= max ? integer : undefined;
}
