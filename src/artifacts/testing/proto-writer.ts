/** A small protobuf writer for tests. It writes whatever it is told, also what no correct writer would. */
export type Bytes = Uint8Array;

export const join = (...parts: Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts));

/** Base-128 varint of a 64-bit value; negative numbers take ten bytes, as protobuf has it. */
export function varint(value: number | bigint): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

export const tag = (field: number, wireType: number): Bytes =>
  varint((BigInt(field) << 3n) | BigInt(wireType));

export const int = (field: number, value: number | bigint): Bytes => join(tag(field, 0), varint(value));

export function bytes(field: number, value: Bytes | string): Bytes {
  const data = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return join(tag(field, 2), varint(data.length), data);
}

export const message = (field: number, ...parts: Bytes[]): Bytes => bytes(field, join(...parts));

export function float(field: number, value: number): Bytes {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setFloat32(0, value, true);
  return join(tag(field, 5), data);
}

export const packedInts = (field: number, values: readonly (number | bigint)[]): Bytes =>
  bytes(field, join(...values.map(varint)));

export const packedFloats = (field: number, values: readonly number[]): Bytes =>
  bytes(field, new Uint8Array(Float32Array.from(values).buffer));
