import { verify } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asDataKeyName, type DataKeyName, type KeyStore, signingKeyNames } from '../keys.ts';
import { flipped, refusal } from './bytes.ts';

export interface KeyStoreHarness {
  keys: KeyStore;
  /** Another store on the same data, as a process that starts later has it. */
  again(): Promise<KeyStore>;
  /** The wrapped form of a data key as it is kept: to tamper with. */
  wrapped: {
    get(name: DataKeyName): Promise<Uint8Array>;
    put(name: DataKeyName, bytes: Uint8Array): Promise<void>;
  };
  close(): Promise<void>;
}

const one = asDataKeyName('dataset/mails/first');
const two = asDataKeyName('dataset/mails/second');

/** What every key store must do. `make` gives an empty one. */
export function keyStoreContract(make: () => Promise<KeyStoreHarness>): void {
  let harness: KeyStoreHarness;
  let keys: KeyStore;
  beforeEach(async () => {
    harness = await make();
    keys = harness.keys;
  });
  afterEach(() => harness.close());

  describe('signing keys', () => {
    it('sign so that the public key verifies, and only that message', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array(), fc.constantFrom(...signingKeyNames), async (data, name) => {
          const publicKey = await keys.publicKey(name);
          const signature = await keys.sign(name, data);
          const hash = name === 'platform' ? 'sha256' : null;
          expect(verify(hash, data, publicKey, signature)).toBe(true);
          expect(verify(hash, Buffer.concat([data, Buffer.alloc(1)]), publicKey, signature)).toBe(false);
        }),
        { numRuns: 20 },
      );
    });

    it('have the forms that are promised', async () => {
      const [platform, log] = await Promise.all(signingKeyNames.map((name) => keys.publicKey(name)));
      expect(platform).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
      expect(log).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
      expect((await keys.sign('platform', Buffer.from('x')))[0]).toBe(0x30);
      expect((await keys.sign('log', Buffer.from('x'))).length).toBe(64);
    });

    it('stay the same', async () => {
      const before = await Promise.all(signingKeyNames.map((name) => keys.publicKey(name)));
      const later = await harness.again();
      expect(await Promise.all(signingKeyNames.map((name) => later.publicKey(name)))).toEqual(before);
    });

    it('are the same for all that use them first at once', async () => {
      const stores = await Promise.all([1, 2, 3, 4].map(() => harness.again()));
      expect(new Set(await Promise.all(stores.map((store) => store.publicKey('platform')))).size).toBe(1);
    });
  });

  describe('data keys', () => {
    it('are made when asked for, 32 bytes, different for each name, and stay', async () => {
      await refusal(keys.dataKey(one), 'artifact-missing');
      const first = await keys.dataKey(one, { create: true });
      const second = await keys.dataKey(two, { create: true });
      expect(first.length).toBe(32);
      expect(Buffer.compare(first, second)).not.toBe(0);
      expect(await keys.dataKey(one)).toEqual(first);
      expect(await (await harness.again()).dataKey(one, { create: true })).toEqual(first);
    });

    it('are the same for all that make them at once', async () => {
      await keys.publicKey('platform');
      const stores = await Promise.all([1, 2, 3, 4].map(() => harness.again()));
      const made = await Promise.all(stores.map((store) => store.dataKey(one, { create: true })));
      expect(new Set(made.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    });

    it('are listed, sorted, also where one name begins another', async () => {
      const names = ['model/a', 'model/a/b', 'dataset/x/1', `dataset/${'x'.repeat(64)}/${'y'.repeat(64)}`];
      for (const name of names) await keys.dataKey(asDataKeyName(name), { create: true });
      expect(await keys.listDataKeys()).toEqual(names.sort().map((name) => ({ name, destroyed: false })));
    });

    it('are not handed out to be changed', async () => {
      const key = await keys.dataKey(one, { create: true });
      const copy = Buffer.from(key);
      key.fill(0);
      expect(Buffer.compare(await keys.dataKey(one), copy)).toBe(0);
    });
  });

  describe('destroying a data key', () => {
    it('is for good, and reported as erased by every store', async () => {
      await keys.dataKey(one, { create: true });
      await keys.dataKey(two, { create: true });
      const other = await harness.again();
      await other.dataKey(one);
      await keys.destroyDataKey(one);
      await keys.destroyDataKey(one);
      for (const store of [keys, other, await harness.again()]) {
        await refusal(store.dataKey(one), 'data-erased');
        await refusal(store.dataKey(one, { create: true }), 'data-erased');
        await store.check();
        expect(await store.listDataKeys()).toEqual([
          { name: one, destroyed: true },
          { name: two, destroyed: false },
        ]);
      }
      expect((await keys.dataKey(two)).length).toBe(32);
    });

    it('is refused for one that never was', async () => {
      await refusal(keys.destroyDataKey(one), 'artifact-missing');
    });

    it('wins over making it at the same time', async () => {
      for (let round = 0; round < 5; round += 1) {
        const name = asDataKeyName(`dataset/mails/round-${round}`);
        await keys.dataKey(name, { create: true });
        const makers = [keys, await harness.again()].map((store) => store.dataKey(name, { create: true }));
        await Promise.allSettled([...makers, keys.destroyDataKey(name)]);
        await refusal(keys.dataKey(name, { create: true }), 'data-erased');
      }
    });
  });

  describe('a changed wrapped key is refused by name, by use and by check', () => {
    it('at every byte', async () => {
      await keys.dataKey(one, { create: true });
      const wrapped = await harness.wrapped.get(one);
      for (let at = 0; at < wrapped.length; at += 1) {
        await harness.wrapped.put(one, flipped(wrapped, at, 1 << (at % 8)));
        expect((await refusal(keys.dataKey(one), 'key-damaged')).subject).toBe(one);
      }
      await refusal(keys.check(), 'key-damaged');
      await harness.wrapped.put(one, wrapped);
      await keys.check();
    });

    it('cut short, emptied, or made longer', async () => {
      await keys.dataKey(one, { create: true });
      const wrapped = Buffer.from(await harness.wrapped.get(one));
      const wrongs = [
        wrapped.subarray(0, 0),
        wrapped.subarray(0, 20),
        Buffer.concat([wrapped, Buffer.from(' ')]),
      ];
      for (const wrong of [...wrongs, Buffer.alloc(100_000, ' ')]) {
        await harness.wrapped.put(one, wrong);
        await refusal(keys.dataKey(one), 'key-damaged');
        await refusal(keys.dataKey(one, { create: true }), 'key-damaged');
      }
    });

    it('when it is that of another name', async () => {
      await keys.dataKey(one, { create: true });
      await keys.dataKey(two, { create: true });
      await harness.wrapped.put(one, await harness.wrapped.get(two));
      await refusal(keys.dataKey(one), 'key-damaged');
      expect((await refusal(keys.check(), 'key-damaged')).subject).toBe(one);
    });
  });
}
