import type { Digest } from '../base/digest.ts';
import type { Tensor } from '../inference/tensor.ts';

/** One answered request, kept for monitoring. It holds what people sent: it is stored encrypted only. */
export interface CaptureRecord {
  /** When it was answered, RFC 3339 in UTC. */
  time: string;
  model: string;
  version: string;
  digest: Digest;
  requestId: string;
  inputs: Tensor[];
  outputs: Tensor[];
}

export interface CaptureSink {
  /** Rejects when the records are not stored. They are not offered again. */
  write(records: CaptureRecord[]): Promise<void>;
}

export interface CaptureSetting {
  sink: CaptureSink;
  /** The part of requests that is kept, 0 to 1. */
  rate: number;
}

export interface CaptureLimits {
  /** Written as soon as this many wait. */
  flushRecords: number;
  /** Written after this time, however few wait. */
  flushMs: number;
  /** What may wait or be under way in memory; what comes beyond it is dropped. */
  bufferBytes: number;
}

export const defaultCaptureLimits: CaptureLimits = {
  flushRecords: 500,
  flushMs: 30_000,
  bufferBytes: 16 * 1024 * 1024,
};

/** What became of records: stored, given up for want of memory, or refused by the sink. */
export type CaptureOutcome = 'written' | 'dropped' | 'failed';

export interface CaptureSettings extends CaptureSetting {
  limits: CaptureLimits;
  /** Numbers from 0 to below 1. */
  random: () => number;
  report: (outcome: CaptureOutcome, records: number, error?: unknown) => void;
}

/** Samples the requests of one model and writes them in batches. Never rejects and never makes a request wait. */
export class Capture {
  readonly #settings: CaptureSettings;
  #waiting: CaptureRecord[] = [];
  #waitingBytes = 0;
  #writingBytes = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: CaptureSettings) {
    this.#settings = settings;
  }

  /** Whether the next request is to be kept. */
  chosen(): boolean {
    return this.#settings.random() < this.#settings.rate;
  }

  keep(record: CaptureRecord): void {
    const { limits, report } = this.#settings;
    const bytes = sizeOf(record);
    if (this.#waitingBytes + this.#writingBytes + bytes > limits.bufferBytes) {
      report('dropped', 1);
      return;
    }
    this.#waiting.push(record);
    this.#waitingBytes += bytes;
    if (this.#waiting.length >= limits.flushRecords) this.#startWriting();
    else this.#timer ??= this.#later();
  }

  /** Writes all that waits, also what comes in meanwhile. */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0 || this.#writing) {
      this.#startWriting();
      await this.#writing;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #startWriting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing || this.#waiting.length === 0) return;
    const records = this.#waiting;
    this.#writingBytes = this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writing = this.#write(records).then(() => {
      this.#writing = undefined;
      this.#writingBytes = 0;
      if (this.#waiting.length >= this.#settings.limits.flushRecords) this.#startWriting();
      else if (this.#waiting.length > 0) this.#timer ??= this.#later();
    });
  }

  #later(): NodeJS.Timeout {
    return setTimeout(() => this.#startWriting(), this.#settings.limits.flushMs).unref();
  }

  async #write(records: CaptureRecord[]): Promise<void> {
    const { sink, report } = this.#settings;
    try {
      await sink.write(records);
      report('written', records.length);
    } catch (error) {
      report('failed', records.length, error);
    }
  }
}

/** About what a record takes in memory: two bytes for each character, eight for each number, and some for itself. */
function sizeOf({ inputs, outputs }: CaptureRecord): number {
  let bytes = 512;
  for (const { datatype, data } of [...inputs, ...outputs]) {
    bytes += 128 + 8 * data.length;
    if (datatype === 'BYTES') for (const text of data) bytes += 2 * String(text).length;
  }
  return bytes;
}
