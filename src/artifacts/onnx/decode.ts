import type { ScanLimits } from '../limits.ts';
import type { Source } from '../source.ts';
import { Malformed } from './malformed.ts';
import { keptNumbers, Message, type Numbers } from './message.ts';
import { type Blob, type Field, type MessageName, type Scalar, schemaOf } from './schema.ts';
import { WireReader } from './wire.ts';

const wireTypes: Record<Scalar, 0 | 1 | 5> = { int32: 0, int64: 0, uint64: 0, float: 5, double: 1 };
const packedWireType = 2;
// https://protobuf.dev/programming-guides/proto-limits/
const maxFieldNumber = 2 ** 29 - 1;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The whole source as one message.
 * @throws Malformed at the first byte that has no sure meaning: bad lengths, unknown fields, a singular field twice
 *   (readers differ on which one counts), text that is not UTF-8, or a limit passed
 */
export function decode(source: Source, type: MessageName, limits: ScanLimits, deadlineMs: number): Message {
  return new Decoder(new WireReader(source, limits, deadlineMs)).message(type, source.sizeBytes, 0);
}

class Decoder {
  readonly #reader: WireReader;
  #messages = 0;
  #textBytes = 0;

  constructor(reader: WireReader) {
    this.#reader = reader;
  }

  message(type: MessageName, end: number, depth: number): Message {
    const reader = this.#reader;
    this.#countMessage();
    if (depth > reader.limits.messageDepth)
      throw new Malformed(
        'too-deep',
        `more than ${reader.limits.messageDepth} nested messages`,
        reader.offset,
      );
    const schema = schemaOf(type);
    const result = new Message(type, reader.offset);
    const open = new Map<number, unknown[] | Numbers>();
    while (reader.offset < end) {
      const start = reader.offset;
      const { number, wireType } = this.#tag(end, type);
      const field = schema.get(number);
      if (!field) throw new Malformed('unknown-field', `${type} has no field ${number}`, start);
      if (!field.repeated && open.has(number))
        throw new Malformed('field-repeated', `${type}.${field.name} is there twice`, start);
      this.#value(field, wireType, { result, open, end, depth, start });
    }
    return result;
  }

  #countMessage(): void {
    this.#messages += 1;
    const { limits, offset } = this.#reader;
    if (this.#messages > limits.messages)
      throw new Malformed('limit-exceeded', `more than ${limits.messages} messages`, offset);
  }

  #tag(end: number, type: MessageName): { number: number; wireType: number } {
    const reader = this.#reader;
    const start = reader.offset;
    reader.countField();
    reader.varint(end);
    const number = reader.low >>> 3;
    if (reader.high !== 0 || number === 0 || number > maxFieldNumber)
      throw new Malformed('malformed', `${type} has a field with an impossible number`, start);
    return { number, wireType: reader.low & 7 };
  }

  #value(
    field: Field,
    wireType: number,
    at: {
      result: Message;
      open: Map<number, unknown[] | Numbers>;
      end: number;
      depth: number;
      start: number;
    },
  ): void {
    const { result, open, end, start } = at;
    const refuse = () =>
      new Malformed('malformed', `${result.type}.${field.name} has wire type ${wireType}`, start);
    if (field.kind === 'scalar') {
      const numbers = (open.get(field.number) as Numbers | undefined) ?? { count: 0, first: [] };
      if (wireType === wireTypes[field.type]) this.#scalar(field.type, numbers, end, field.name);
      else if (wireType === packedWireType && field.repeated)
        this.#packed(field.type, numbers, end, field.name);
      else throw refuse();
      open.set(field.number, numbers);
      result.put(field.name, numbers);
      return;
    }
    if (wireType !== 2) throw refuse();
    const list = (open.get(field.number) as never[] | undefined) ?? [];
    const length = this.#reader.length(end);
    const value =
      field.kind === 'blob' ? this.#blob(field.type, length, end) : this.#child(field.type, length, at.depth);
    list.push(value as never);
    open.set(field.number, list);
    result.put(field.name, list);
  }

  #child(type: MessageName, length: number, depth: number): Message {
    return this.message(type, this.#reader.offset + length, depth + 1);
  }

  #blob(type: Blob, length: number, end: number): string | { offset: number; length: number } {
    const reader = this.#reader;
    const { offset, limits } = reader;
    this.#countMessage();
    reader.skip(length, end);
    if (type === 'bytes') return { offset, length };
    const limit = type === 'string' ? limits.nameBytes : limits.textBytes;
    if (length > limit) throw new Malformed('text-too-large', `a text of ${length} bytes`, offset);
    if (type === 'text') this.#textBytes += length;
    if (this.#textBytes > limits.totalTextBytes)
      throw new Malformed('text-too-large', `more than ${limits.totalTextBytes} bytes of text`, offset);
    try {
      return utf8.decode(reader.peek(offset, length));
    } catch (cause) {
      if (cause instanceof TypeError) throw new Malformed('malformed', 'a text that is not UTF-8', offset);
      throw cause;
    }
  }

  #scalar(type: Scalar, numbers: Numbers, end: number, name: string): void {
    const value = this.#number(type, end, name, numbers.count < keptNumbers);
    numbers.count += 1;
    if (value !== undefined) numbers.first.push(value);
  }

  #packed(type: Scalar, numbers: Numbers, end: number, name: string): void {
    const reader = this.#reader;
    const length = reader.length(end);
    const stop = reader.offset + length;
    const size = { 0: 0, 5: 4, 1: 8 }[wireTypes[type]];
    if (size > 0 && length % size !== 0)
      throw new Malformed('malformed', `${name} ends within a number`, reader.offset);
    while (reader.offset < stop && (size === 0 || numbers.count < keptNumbers)) {
      reader.countField();
      this.#scalar(type, numbers, stop, name);
    }
    if (size > 0) {
      numbers.count += (stop - reader.offset) / size;
      reader.skip(stop - reader.offset, stop);
    }
  }

  /** The number, or undefined when it need not be kept; it is read and checked all the same. */
  #number(type: Scalar, end: number, name: string, keep: boolean): number | bigint | undefined {
    const reader = this.#reader;
    const start = reader.offset;
    if (type === 'float') return keep ? reader.fixed(4, end) : void reader.skip(4, end);
    if (type === 'double') return keep ? reader.fixed(8, end) : void reader.skip(8, end);
    reader.varint(end);
    const { low, high } = reader;
    const fits32 = low < 2 ** 31 ? high === 0 : high === 2 ** 32 - 1;
    // A reader in C++ would cut it to 32 bits, and so see another value.
    if (type === 'int32' && !fits32)
      throw new Malformed('malformed', `${name} does not fit in 32 bits`, start);
    if (!keep) return undefined;
    const value = (BigInt(high) << 32n) | BigInt(low);
    return type === 'uint64' ? value : BigInt.asIntN(64, value);
  }
}
