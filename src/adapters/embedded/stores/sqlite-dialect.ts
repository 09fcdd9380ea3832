import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { StoreError } from '../../../base/errors.ts';
import { BusyError, fromSqlite } from './sqlite-errors.ts';

const retryMs = 20;
const lockTimeoutMs = 60_000;

/** Tries until no other writer is in the way. Waits without blocking this process, unlike SQLite's own waiting. */
export async function whenFree<T>(path: string, attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + lockTimeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      if (performance.now() > deadline) {
        throw new StoreError(
          `${path}: another Holdfast process has been writing for ${lockTimeoutMs / 1000} s; ` +
            'wait for it, or end it, and run again',
          { cause: error },
        );
      }
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs * (0.5 + Math.random())));
  }
}

/** `node:sqlite` in the shape of better-sqlite3, which Kysely's SQLite dialect is written for. */
export function kyselyShape(database: DatabaseSync, path: string): SqliteDatabase {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw fromSqlite(error, path);
    }
  };
  return {
    close: () => database.close(),
    prepare: (sql) => guard(() => statementShape(database.prepare(sql), guard)),
  };
}

type Statement = ReturnType<DatabaseSync['prepare']>;
type Guard = <T>(work: () => T) => T;

function statementShape(statement: Statement, guard: Guard): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    // Rows come without a prototype; everyone else expects plain objects.
    all: (parameters) => guard(() => statement.all(...values(parameters)).map((row) => ({ ...row }))),
    run: (parameters) => guard(() => statement.run(...values(parameters))),
    *iterate(parameters) {
      const rows = guard(() => statement.iterate(...values(parameters)));
      for (;;) {
        const { value, done } = guard(() => rows.next());
        if (done) return;
        yield { ...value };
      }
    },
  };
}

/**
 * Takes the write lock when a transaction begins, not at its first write: two that read first and then write would
 * else fail in the middle. https://sqlite.org/lang_transaction.html
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #path: string;

  constructor(database: DatabaseSync, path: string) {
    super({ database: kyselyShape(database, path) });
    this.#database = database;
    this.#path = path;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await whenFree(this.#path, async () => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    });
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself after some errors, such as a full disk; saying so again would hide the cause.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** SQLite does have transactions for schema changes; with them, two processes can open a new folder at once. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely on an open `node:sqlite` database. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;
  readonly #path: string;

  constructor(database: DatabaseSync, path: string) {
    super({ database: kyselyShape(database, path) });
    this.#database = database;
    this.#path = path;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database, this.#path);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}
