import { mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../base/errors.ts';
import { flipped, refusal } from '../../../ports/contract/bytes.ts';
import { metadataStoreContract } from '../../../ports/contract/metadata.ts';
import type { MetadataStore } from '../../../ports/metadata.ts';
import { migrations } from '../../../ports/migrations/all.ts';
import { DataFolder } from './data-folder.ts';
import { checkMetadata, openMetadataStore } from './metadata.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'holdfast-metadata-'));
const open = async (root: string) => openMetadataStore(await DataFolder.open(root));

function fill(store: MetadataStore, count: number): Promise<void> {
  return store.exclusively(async (tx) => {
    for (let idx = 0; idx < count; idx += 1) {
      const envelope = `sha256:${String(idx).padStart(64, '0')}`;
      await tx.insertInto('entries').values({ idx, envelope, kind: 'step', time: 'now' }).execute();
    }
  });
}

describe('the embedded metadata store', () => {
  metadataStoreContract(async () => {
    const root = await newFolder();
    const stores = [await open(root)];
    return {
      store: stores[0] as MetadataStore,
      again: async () => {
        const store = await open(root);
        stores.push(store);
        return store;
      },
      close: async () => {
        for (const store of stores) await store.close();
        await rm(root, { recursive: true });
      },
    };
  });
});

describe('the database file', () => {
  let root: string;
  let path: string;
  beforeEach(async () => {
    root = await newFolder();
    path = join(root, 'metadata.sqlite');
  });
  afterEach(() => rm(root, { recursive: true }));

  const filled = async (count: number) => {
    const store = await open(root);
    await fill(store, count);
    await store.close();
  };

  const checked = async () => {
    const store = await open(root);
    try {
      await checkMetadata(store);
    } finally {
      await store.close();
    }
  };

  it('is for its owner alone, in write-ahead mode with full syncs', async () => {
    const store = await open(root);
    await fill(store, 1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(`${path}-wal`)).mode & 0o777).toBe(0o600);
    await store.close();
    const database = new DatabaseSync(path);
    expect(database.prepare('pragma journal_mode').get()?.journal_mode).toBe('wal');
    database.close();
  });

  it('passes its check when it is whole, empty or not', async () => {
    await checked();
    await filled(100);
    await checked();
  });

  it('is refused when it is no database, with what to do', async () => {
    await writeFile(path, 'this is not a database, but it is long enough to be read as one'.repeat(20));
    const error = await refusal(open(root), 'metadata-differs');
    expect(error.message).toContain(`delete it, and ${path}-wal`);
  });

  it('is refused when its first page, a tree page or an index page is damaged', async () => {
    await filled(2000);
    const bytes = await readFile(path);
    const pageSize = 4096;
    let found = 0;
    for (let page = 0; page < bytes.length / pageSize; page += 1) {
      // The first bytes of a page say what kind it is; a wrong kind must be found wherever it is in use.
      await writeFile(path, flipped(bytes, page * pageSize, 0x40));
      await refusal(checked(), 'metadata-differs').then(() => {
        found += 1;
      });
    }
    expect(found).toBeGreaterThan(20);
  });

  it('is refused when it was cut short', async () => {
    await filled(2000);
    const bytes = await readFile(path);
    for (const length of [100, 4096, bytes.length - 4096]) {
      await writeFile(path, bytes.subarray(0, length));
      await refusal(checked(), 'metadata-differs');
    }
  });

  it('is refused when an entry is missing or an index lost a row', async () => {
    await filled(10);
    const database = new DatabaseSync(path);
    database.exec('delete from entries where idx = 4');
    database.close();
    await refusal(checked(), 'metadata-differs');
  });

  it('is refused when rows refer to entries that are not there', async () => {
    await filled(1);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    database.exec("insert into identities (person, publicKey, entry) values ('ada', 'pem', 9)");
    database.close();
    await refusal(checked(), 'metadata-differs');
  });

  it('is made again when it was deleted', async () => {
    await filled(10);
    await rm(path);
    const store = await open(root);
    expect(await store.db.selectFrom('entries').selectAll().execute()).toEqual([]);
    await store.close();
  });

  it('is refused when a newer version of Holdfast made it', async () => {
    await filled(0);
    const database = new DatabaseSync(path);
    database.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
    database.close();
    const error = await open(root).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('newer version of Holdfast (it has 9999-from-the-future)');
  });

  it('may be no link', async () => {
    await filled(0);
    await rename(path, join(root, 'aside'));
    await symlink(join(root, 'aside'), path);
    await expect(open(root)).rejects.toThrow('is a symbolic link');
  });

  it('waits in close for who is inside', async () => {
    const store = await open(root);
    const filling = fill(store, 50);
    await store.close();
    await filling;
    await checked();
  });
});

describe('the migrations', () => {
  it('have names that sort as they are listed', () => {
    const names = Object.keys(migrations);
    expect(names).toEqual(names.toSorted());
  });

  it('compile for PostgreSQL', async () => {
    const statements: string[] = [];
    const db = new Kysely<unknown>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (of) => new PostgresIntrospector(of),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
      log: ({ query }) => void statements.push(query.sql),
    });
    for (const { up } of Object.values(migrations)) await up(db);
    expect(statements.filter((text) => text.startsWith('create table')).length).toBe(6);
  });
});
