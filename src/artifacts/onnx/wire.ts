import type { ScanLimits } from '../limits.ts';
import type { Source } from '../source.ts';
import { Malformed } from './malformed.ts';

const windowBytes = 64 * 1024;
const fieldsBetweenClockLooks = 4096;

/**
 * The protobuf wire format, read strictly and in a window, so that large payloads are passed over and never held.
 * https://protobuf.dev/programming-guides/encoding/
 */
export class WireReader {
  readonly source: Source;
  readonly limits: ScanLimits;
  readonly #deadlineMs: number;
  offset = 0;
  /** Halves of the varint read last: 32 bits each, unsigned. */
  low = 0;
  high = 0;
  #window = new Uint8Array(0);
  #windowStart = 0;
  #fields = 0;

  constructor(source: Source, limits: ScanLimits, deadlineMs: number) {
    this.source = source;
    this.limits = limits;
    this.#deadlineMs = deadlineMs;
  }

  /** Counts a field or packed number against the budget, and looks at the clock now and then. */
  countField(): void {
    this.#fields += 1;
    if (this.#fields > this.limits.fields)
      throw new Malformed('limit-exceeded', `more than ${this.limits.fields} fields`, this.offset);
    if (this.#fields % fieldsBetweenClockLooks === 0 && performance.now() > this.#deadlineMs)
      throw new Malformed('limit-exceeded', 'the time for the scan is over', this.offset);
  }

  /** Passes over `length` bytes, which must end by `end`. */
  skip(length: number, end: number): void {
    if (length > end - this.offset) throw this.#beyond(end);
    this.offset += length;
  }

  /** Bytes that are within the file; does not move. The result is valid until the next read. */
  peek(offset: number, length: number): Uint8Array {
    const start = offset - this.#windowStart;
    const inWindow = start >= 0 && start + length <= this.#window.length;
    return inWindow ? this.#window.subarray(start, start + length) : this.source.read(offset, length);
  }

  #beyond(end: number): Malformed {
    const ofFile = end === this.source.sizeBytes;
    return new Malformed(
      ofFile ? 'truncated' : 'malformed',
      `a field goes on past the end of its ${ofFile ? 'file' : 'message'} at byte ${end}`,
      this.offset,
    );
  }

  #byte(end: number): number {
    if (this.offset >= end) throw this.#beyond(end);
    const index = this.offset - this.#windowStart;
    let byte = index < 0 ? undefined : this.#window[index];
    if (byte === undefined) {
      this.#window = Uint8Array.from(this.source.read(this.offset, windowBytes));
      this.#windowStart = this.offset;
      byte = this.#window[0];
    }
    if (byte === undefined) throw new Malformed('file-changed', 'the file became shorter', this.offset);
    this.offset += 1;
    return byte;
  }

  /** Reads a varint into `low` and `high`. Longer than needed is refused: no writer does it, and it can hide bits. */
  varint(end: number): void {
    const start = this.offset;
    let byte = this.#byte(end);
    this.low = byte & 0x7f;
    this.high = 0;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = this.#byte(end);
      const bits = byte & 0x7f;
      if (shift === 63 && byte > 1) throw new Malformed('malformed', 'a number of more than 64 bits', start);
      if (byte === 0) throw new Malformed('malformed', 'a number written longer than it needs', start);
      if (shift < 32) this.low = (this.low | (bits << shift)) >>> 0;
      if (shift > 28) this.high = (this.high | (bits << (shift - 32))) >>> 0;
      else if (shift === 28) this.high = bits >>> 4;
    }
  }

  /** A length of what follows. */
  length(end: number): number {
    const start = this.offset;
    this.varint(end);
    const length = this.high * 2 ** 32 + this.low;
    if (length > end - this.offset) {
      this.offset = start;
      throw this.#beyond(end);
    }
    return length;
  }

  /** Four or eight bytes, little-endian, as a float or a double. */
  fixed(size: 4 | 8, end: number): number {
    if (size > end - this.offset) throw this.#beyond(end);
    const bytes = new DataView(new ArrayBuffer(size));
    for (let index = 0; index < size; index++) bytes.setUint8(index, this.#byte(end));
    return size === 4 ? bytes.getFloat32(0, true) : bytes.getFloat64(0, true);
  }
}
