/**
 * The part of the protocol buffers wire format that writing needs. Every function returns whole fields, so a message is
 * the concatenation of its fields. https://protobuf.dev/programming-guides/encoding/
 */
export type Bytes = Uint8Array;

const wireVarint = 0;
const wireBytes = 2;
const wireFixed32 = 5;

/** A 64-bit number; negative ones take ten bytes. */
function varint(value: number | bigint): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

const tag = (field: number, wire: number): Bytes => varint((field << 3) | wire);

export function intField(field: number, value: number | bigint): Bytes {
  return Buffer.concat([tag(field, wireVarint), varint(value)]);
}

export function floatField(field: number, value: number): Bytes {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(field, wireFixed32), bytes]);
}

export function bytesField(field: number, value: Bytes): Bytes {
  return Buffer.concat([tag(field, wireBytes), varint(value.length), value]);
}

export function textField(field: number, value: string): Bytes {
  return bytesField(field, Buffer.from(value, 'utf8'));
}

/** A field that holds a message, given by its fields. */
export function messageField(field: number, parts: Bytes[]): Bytes {
  return bytesField(field, Buffer.concat(parts));
}
