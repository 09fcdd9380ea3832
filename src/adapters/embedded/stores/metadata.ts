import { AsyncLocalStorage } from 'node:async_hooks';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, Migrator, sql } from 'kysely';
import { StoreError } from '../../../base/errors.ts';
import type { Database, DatabaseTransaction, MetadataStore, Tables } from '../../../ports/metadata.ts';
import { migrations } from '../../../ports/migrations/all.ts';
import type { DataFolder } from './data-folder.ts';
import { guarded, NotPlainError, systemCode } from './file-errors.ts';
import { NodeSqliteDialect, whenFree } from './sqlite-dialect.ts';
import { damagedDatabase, fromSqlite } from './sqlite-errors.ts';

const fileName = 'metadata.sqlite';

/**
 * `metadata.sqlite`: one connection for `exclusively`, one that can only read for `db`, so that questions are
 * answered while somebody writes.
 * @throws VerificationError `metadata-differs` when the file is no database or a damaged one
 * @throws StoreError when it was made by a newer version of Holdfast
 */
export async function openMetadataStore(data: DataFolder): Promise<MetadataStore> {
  const path = data.path(fileName);
  await makeFile(path);
  const writing = await connect(path, 'pragma synchronous = full');
  let reading: DatabaseSync | undefined;
  try {
    await migrate(new Kysely<Tables>({ dialect: new NodeSqliteDialect(writing, path) }), path);
    reading = await connect(path, 'pragma query_only = on');
    return new SqliteMetadataStore(path, writing, reading);
  } catch (error) {
    writing.close();
    reading?.close();
    throw error;
  }
}

/** Before SQLite does, which would follow a link and give the file everyone's permissions. */
async function makeFile(path: string): Promise<void> {
  await guarded('open the database', path, async () => {
    try {
      const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
      await handle.close();
    } catch (error) {
      if (systemCode(error) !== 'ELOOP') throw error;
      throw new NotPlainError(`${path} is a symbolic link; remove it`, { cause: error });
    }
  });
}

async function connect(path: string, ...pragmas: string[]): Promise<DatabaseSync> {
  return whenFree(path, async () => {
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(path);
      // Short: while SQLite waits, this process stands still. `whenFree` does the long waiting.
      for (const pragma of ['pragma busy_timeout = 25', 'pragma journal_mode = wal', ...pragmas]) {
        database.exec(pragma);
      }
      return database;
    } catch (error) {
      database?.close();
      throw fromSqlite(error, path);
    }
  });
}

async function migrate(db: Kysely<Tables>, path: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await whenFree(path, async () => {
    await refuseNewer(db, path, new Set(Object.keys(migrations)));
    const pending = (await migrator.getMigrations()).some(({ executedAt }) => executedAt === undefined);
    if (!pending) return;
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  });
}

async function refuseNewer(db: Kysely<Tables>, path: string, known: Set<string>): Promise<void> {
  const table = await sql`select 1 from sqlite_schema where name = 'kysely_migration'`.execute(db);
  if (table.rows.length === 0) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const newer = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (newer.length === 0) return;
  throw new StoreError(
    `the database ${path} was made by a newer version of Holdfast (it has ${newer.join(', ')}); use that version, ` +
      'or delete the file and it is rebuilt from the log',
  );
}

class SqliteMetadataStore implements MetadataStore {
  readonly db: Database;
  readonly path: string;
  readonly #writer: Database;
  readonly #connections: DatabaseSync[];
  readonly #inside = new AsyncLocalStorage<true>();

  constructor(path: string, writing: DatabaseSync, reading: DatabaseSync) {
    this.path = path;
    this.#writer = new Kysely({ dialect: new NodeSqliteDialect(writing, path) });
    this.db = new Kysely({ dialect: new NodeSqliteDialect(reading, path) });
    this.#connections = [writing, reading];
  }

  // Within this process Kysely queues for the one connection; between processes SQLite's lock does.
  async exclusively<T>(work: (tx: DatabaseTransaction) => Promise<T>): Promise<T> {
    if (this.#inside.getStore())
      throw new Error('exclusively inside exclusively would wait for itself for ever');
    return this.#writer.transaction().execute((tx) => this.#inside.run(true, () => work(tx)));
  }

  async close(): Promise<void> {
    await this.#writer.connection().execute(async () => {});
    await this.db.connection().execute(async () => {});
    await this.#writer.destroy();
    await this.db.destroy();
    for (const connection of this.#connections) if (connection.isOpen) connection.close();
  }
}

/**
 * Whether the database is whole: its pages and indexes, its references, and that the entries are dense. What its
 * rows say must be compared with the log: SQLite has no digest over its pages.
 * @throws VerificationError `metadata-differs`
 */
export async function checkMetadata(store: MetadataStore): Promise<void> {
  const path = store instanceof SqliteMetadataStore ? store.path : fileName;
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check(10)`.execute(store.db);
  const faults = integrity.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  if (faults.length > 0) throw damagedDatabase(path, `the database is damaged: ${faults.join('; ')}`);
  const references = await sql`pragma foreign_key_check`.execute(store.db);
  if (references.rows.length > 0) throw damagedDatabase(path, 'rows refer to entries that are not there');
  const { count, highest } = await store.db
    .selectFrom('entries')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('idx').as('highest')])
    .executeTakeFirstOrThrow();
  if (count !== (highest ?? -1) + 1) throw damagedDatabase(path, 'entries are missing in it');
}
