import type { Datatype, Tensor } from '../../inference/tensor.ts';

type Element = Tensor['data'][number];

const whole = (min: bigint, max: bigint) => ({ min, max });
const ranges = {
  INT8: whole(-(2n ** 7n), 2n ** 7n - 1n),
  INT16: whole(-(2n ** 15n), 2n ** 15n - 1n),
  INT32: whole(-(2n ** 31n), 2n ** 31n - 1n),
  INT64: whole(-(2n ** 63n), 2n ** 63n - 1n),
  UINT8: whole(0n, 2n ** 8n - 1n),
  UINT16: whole(0n, 2n ** 16n - 1n),
  UINT32: whole(0n, 2n ** 32n - 1n),
  UINT64: whole(0n, 2n ** 64n - 1n),
};

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
      return integerOf(value, datatype);
    default: {
      const integer = integerOf(value, datatype);
      return integer === undefined ? undefined : Number(integer);
    }
  }
}

function integerOf(value: unknown, datatype: keyof typeof ranges): bigint | undefined {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return undefined;
  const integer = BigInt(value as number | bigint);
  const { min, max } = ranges[datatype];
  return integer >= min && integer <= max ? integer : undefined;
}
