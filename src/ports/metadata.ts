import type { Kysely, Transaction } from 'kysely';

/**
 * The metadata is derived: every row follows from an envelope in the log (`lifecycle/projection.ts`), so it can be
 * deleted and rebuilt. It is what makes questions fast and appends serial.
 */
export interface Tables {
  /** The log's entries in order; `idx` is dense from 0. */
  entries: { idx: number; envelope: string; kind: string; time: string };
  /** Steps that passed, by cache key. `record`: JSON of the statement's step record. */
  steps: { entry: number; key: string; step: string; model: string; dataset: string; record: string };
  /** Registered model versions; a version's number is its place among the rows of its model. */
  versions: { entry: number; model: string; digest: string; author: string };
  /** Approvals and rejections. */
  decisions: { entry: number; model: string; digest: string; person: string; decision: string };
  deployments: { entry: number; environment: string; model: string; digest: string };
  /** Keys of people, from the entry on that enrolled them. */
  identities: { entry: number; person: string; publicKey: string };
}

export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;

export interface MetadataStore {
  /**
   * For questions only: it sees what is committed, also while somebody is inside `exclusively`, and refuses to write.
   */
  readonly db: Database;

  /**
   * Runs `work` alone: no other writer, in this process or another, is inside at the same time. Commits durably when
   * `work` returns, and leaves no trace when it throws. Not to be called again from inside `work`.
   */
  exclusively<T>(work: (tx: DatabaseTransaction) => Promise<T>): Promise<T>;

  close(): Promise<void>;
}
