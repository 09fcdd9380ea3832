import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseTransaction, MetadataStore } from '../metadata.ts';

export interface MetadataHarness {
  store: MetadataStore;
  /** Another store on the same data, open at the same time; the harness closes it. */
  again(): Promise<MetadataStore>;
  close(): Promise<void>;
}

const entry = (idx: number, envelope = `sha256:${idx}`) => ({
  idx,
  envelope,
  kind: 'step',
  time: '2026-01-01T00:00:00Z',
});

async function append(tx: DatabaseTransaction): Promise<number> {
  const { count } = await tx
    .selectFrom('entries')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  // Gives others the chance to come between, which they must not.
  await new Promise((resolve) => setImmediate(resolve));
  await tx
    .insertInto('entries')
    .values(entry(Number(count)))
    .execute();
  return Number(count);
}

/** What every metadata store must do. `make` gives an empty one. */
export function metadataStoreContract(make: () => Promise<MetadataHarness>): void {
  let harness: MetadataHarness;
  let store: MetadataStore;
  beforeEach(async () => {
    harness = await make();
    store = harness.store;
  });
  afterEach(() => harness.close());

  const indexes = async (from = store) =>
    (await from.db.selectFrom('entries').select('idx').orderBy('idx').execute()).map(({ idx }) => idx);

  describe('exclusively', () => {
    it('commits what it did, and returns what it returned', async () => {
      expect(await store.exclusively(append)).toBe(0);
      expect(await indexes()).toEqual([0]);
      expect(await indexes(await harness.again())).toEqual([0]);
    });

    it('leaves no trace when it throws', async () => {
      const work = store.exclusively(async (tx) => {
        await append(tx);
        throw new RangeError('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await indexes()).toEqual([]);
      expect(await store.exclusively(append)).toBe(0);
    });

    it('lets nobody in between, in one store and in several', async () => {
      const stores = [store, await harness.again(), await harness.again()];
      const each = Array.from({ length: 10 }, () => stores.map((one) => one.exclusively(append))).flat();
      const numbers = await Promise.all(each);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    });

    it('goes on after a failure of one in the queue', async () => {
      const ends = await Promise.allSettled([
        store.exclusively(append),
        store.exclusively(async () => {
          throw new Error('no');
        }),
        store.exclusively(append),
      ]);
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });

    it('lets questions be answered meanwhile, about what is committed', async () => {
      await store.exclusively(async (tx) => {
        await append(tx);
        expect(await indexes()).toEqual([]);
      });
      expect(await indexes()).toEqual([0]);
    });

    it('refuses to be called from inside itself', async () => {
      await expect(store.exclusively(() => store.exclusively(append))).rejects.toThrow('for ever');
      expect(await store.exclusively(append)).toBe(0);
    });
  });

  it('refuses to write outside of exclusively', async () => {
    await expect(store.db.insertInto('entries').values(entry(0)).execute()).rejects.toThrow();
    expect(await indexes()).toEqual([]);
  });

  describe('tables', () => {
    it('hold what their types say', async () => {
      const rows = {
        steps: { entry: 0, key: 'k', step: 'train', model: 'm', dataset: '', record: '{}' },
        versions: { entry: 0, model: 'm', digest: 'd', author: 'ada' },
        decisions: { entry: 0, model: 'm', digest: 'd', person: 'grace', decision: 'approve' },
        deployments: { entry: 0, environment: 'local', model: 'm', digest: 'd' },
        identities: { person: 'ada', publicKey: 'pem', entry: 0 },
      };
      await store.exclusively(async (tx) => {
        // The entry last: the order within a transaction is free.
        await tx.insertInto('steps').values(rows.steps).execute();
        await tx.insertInto('versions').values(rows.versions).execute();
        await tx.insertInto('decisions').values(rows.decisions).execute();
        await tx.insertInto('deployments').values(rows.deployments).execute();
        await tx.insertInto('identities').values(rows.identities).execute();
        await append(tx);
      });
      expect(await store.db.selectFrom('steps').selectAll().execute()).toStrictEqual([rows.steps]);
      expect(await store.db.selectFrom('versions').selectAll().execute()).toStrictEqual([rows.versions]);
      expect(await store.db.selectFrom('decisions').selectAll().execute()).toStrictEqual([rows.decisions]);
      expect(await store.db.selectFrom('deployments').selectAll().execute()).toStrictEqual([
        rows.deployments,
      ]);
      expect(await store.db.selectFrom('identities').selectAll().execute()).toStrictEqual([rows.identities]);
    });

    const version = { entry: 0, model: 'm', digest: 'd', author: 'ada' };
    it.each<[string, (tx: DatabaseTransaction) => Promise<unknown>]>([
      ['an entry at the same place', (tx) => tx.insertInto('entries').values(entry(0, 'other')).execute()],
      ['the same envelope again', (tx) => tx.insertInto('entries').values(entry(1, 'sha256:0')).execute()],
      [
        'two versions of one entry',
        (tx) =>
          tx
            .insertInto('versions')
            .values([version, { ...version, digest: 'e' }])
            .execute(),
      ],
      [
        'a version digest twice',
        (tx) =>
          tx
            .insertInto('versions')
            .values([version, { ...version, entry: 1 }])
            .execute(),
      ],
      [
        'a row of an entry that is not there',
        (tx) =>
          tx
            .insertInto('versions')
            .values({ ...version, entry: 9 })
            .execute(),
      ],
      [
        'a column left out',
        (tx) =>
          tx
            .insertInto('identities')
            .values({ person: 'ada', entry: 0 } as never)
            .execute(),
      ],
    ])('refuse %s', async (_name, work) => {
      await store.exclusively(append);
      await expect(store.exclusively(work)).rejects.toThrow();
      expect(await indexes()).toEqual([0]);
    });
  });
}
