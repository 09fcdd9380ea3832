import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';
import { Unknown, unknown, type Value } from './value.ts';

/**
 * The extension types of unknown values: 0 for a plain one, 12 for one of which something is known.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/docs/plugin-protocol/object-wire-format.md
 */
const plainType = 0;
const refinedType = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: plainType,
  encode: (value) => (value instanceof Unknown && !value.refinement ? new Uint8Array(1) : null),
  decode: () => unknown,
});
extensionCodec.register({
  type: refinedType,
  encode: (value) => (value instanceof Unknown ? (value.refinement ?? null) : null),
  decode: (bytes) => new Unknown(Uint8Array.from(bytes)),
});

/** A value as Terraform sends it; no bytes stand for null. Integers beyond 2⁵³ are bigints. */
export function decodeValue(bytes: Uint8Array | undefined): Value {
  if (bytes === undefined || bytes.length === 0) return null;
  const value = decode(bytes, { extensionCodec, useBigInt64: true }) as Value;
  return holdsInt64(bytes) ? withNumbers(value) : value;
}

export function encodeValue(value: Value): Uint8Array {
  return encode(value, { extensionCodec, useBigInt64: true });
}

/** Whether a 64-bit integer may be among them: their marks are `cf` and `d3`. */
function holdsInt64(bytes: Uint8Array): boolean {
  return bytes.includes(0xcf) || bytes.includes(0xd3);
}

/** 64-bit integers as plain numbers where these hold them exactly. */
function withNumbers(value: Value): Value {
  if (typeof value === 'bigint') return isSafe(value) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(withNumbers);
  if (value === null || typeof value !== 'object' || value instanceof Unknown) return value;
  if (value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
}

function isSafe(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}
