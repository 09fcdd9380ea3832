import type { Generated, Kysely, Transaction } from 'kysely';

/**
 * The metadata is derived: every row follows from an envelope in the log (`lifecycle/projection.ts`), so it can be
 * deleted and rebuilt. It is what makes questions fast and appends serial.
 */
export interface Tables {
  /** The log's entries in order; `idx` is dense from 0. */
  entries: { idx: number; envelope: string; kind: string; time: string };
  /** Completed steps by cache key. `outputs`: JSON of named artifact refs. */
  steps: { key: string; step: string; model: string; entry: number; outputs: string };
  /** Registered model versions, numbered from 1 for each model. */
  versions: { model: string; number: number; digest: string; author: string; entry: number };
  /** Approvals and rejections. */
  decisions: {
    id: Generated<number>;
    entry: number;
    model: string;
    digest: string;
    person: string;
    decision: string;
  };
  deployments: { id: Generated<number>; entry: number; environment: string; model: string; digest: string };
  /** Keys of people: enrolled in the log where `holdfast.yaml` pins none. */
  identities: { person: string; publicKey: string; entry: number };
}

export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;

export interface MetadataStore {
  readonly db: Database;

  /**
   * Runs `work` alone: no other writer, in this process or another, is inside at the same time. Commits durably when
   * `work` returns, and leaves no trace when it throws.
   */
  exclusively<T>(work: (tx: DatabaseTransaction) => Promise<T>): Promise<T>;

  close(): Promise<void>;
}
