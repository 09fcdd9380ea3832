import type { Outcome } from './step.ts';
import type { StepRecord } from './step-record.ts';

/** A completed step, wherever it is kept. */
export interface Recorded {
  record: StepRecord;
  /** Its statement's place in the log; absent in a development run. */
  entry?: number;
  /** Digest of the signed envelope. */
  envelope?: string;
}

/** Where a run looks for what is done already, and leaves what it does. */
export interface Journal {
  /** A step that passed under this key. */
  find(key: string): Promise<Recorded | undefined>;

  /**
   * Keeps the record; it is durable when this returns. When another run recorded the same key meanwhile, that one is
   * returned and nothing is added.
   */
  record(record: StepRecord, outcome: Outcome): Promise<Recorded>;

  /** The digest of the signed request that this run stands on. Asked for when the first step has to run. */
  request(): Promise<StepRecord['request']>;
}
