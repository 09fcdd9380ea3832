import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../base/digest.ts';
import type { ArtifactRef, ArtifactStore } from '../artifacts.ts';
import { asDataKeyName, type KeyStore } from '../keys.ts';
import { collect, flipped, listOf, refusal, streamOf } from './bytes.ts';

export interface ArtifactHarness {
  store: ArtifactStore;
  keys: KeyStore;
  /** What is kept for an artifact, as it is kept: to tamper with. */
  kept: {
    get(ref: ArtifactRef): Promise<Uint8Array>;
    put(ref: ArtifactRef, bytes: Uint8Array): Promise<void>;
    remove(ref: ArtifactRef): Promise<void>;
  };
  /** Sizes at which the adapter's way of storing changes, such as the border of its first segment. */
  borders: number[];
  close(): Promise<void>;
}

const one = asDataKeyName('dataset/mails/first');
const two = asDataKeyName('dataset/mails/second');

/** What every artifact store must do. `make` gives an empty one. */
export function artifactStoreContract(make: () => Promise<ArtifactHarness>): void {
  let harness: ArtifactHarness;
  let store: ArtifactStore;
  beforeEach(async () => {
    harness = await make();
    store = harness.store;
  });
  afterEach(() => harness.close());

  const write = (bytes: Uint8Array, key = one) => store.write(streamOf(bytes), key);
  const read = (ref: ArtifactRef) => collect(store.read(ref));
  const listed = async () => (await listOf(store.list())).map(({ digest, key }) => `${key} ${digest}`);

  /** Reads until the refusal, and tells whether all that came before it was true. */
  const refused = async (ref: ArtifactRef, truth: Uint8Array) => {
    const seen: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of store.read(ref)) seen.push(chunk);
    })();
    const error = await refusal(reading, 'artifact-damaged');
    expect(error.subject).toBe(ref.digest);
    const prefix = Buffer.concat(seen);
    return Buffer.compare(prefix, truth.subarray(0, prefix.length)) === 0;
  };

  describe('whole artifacts', () => {
    it('come back as they were, whatever their size and however they arrived', async () => {
      const near = harness.borders.flatMap((border) => [
        border - 1,
        border,
        border + 1,
        2 * border,
        2 * border + 1,
      ]);
      const size = fc.oneof(fc.constantFrom(0, 1, ...near), fc.nat({ max: 5000 }));
      await fc.assert(
        fc.asyncProperty(
          size,
          fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 8 }),
          async (length, cuts) => {
            const bytes = randomBytes(length);
            const ends = [0, ...cuts.map((cut) => Math.min(cut, length)).sort((a, b) => a - b), length];
            const chunks = ends.slice(1).map((end, index) => bytes.subarray(ends[index], end));
            const ref = await store.write(streamOf(...chunks), one);
            expect(ref).toEqual({ digest: digestOf(bytes), size: length, key: one });
            expect(Buffer.compare(await read(ref), bytes)).toBe(0);
            expect(await store.has(ref)).toBe(true);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('come back at every border', async () => {
      for (const length of new Set(
        harness.borders.flatMap((border) => [border - 1, border, border + 1, 2 * border]),
      )) {
        const bytes = randomBytes(length);
        expect(Buffer.compare(await read(await write(bytes)), bytes), `${length} bytes`).toBe(0);
      }
    });

    it('do not depend on a source that reuses its buffer', async () => {
      async function* source() {
        const buffer = Buffer.alloc(100);
        for (let round = 0; round < 50; round += 1) yield buffer.fill(round);
      }
      const expected = Buffer.concat(Array.from({ length: 50 }, (_, round) => Buffer.alloc(100, round)));
      expect(Buffer.compare(await read(await store.write(source(), one)), expected)).toBe(0);
    });

    it('are listed by digest and key, once, however often they are written', async () => {
      const bytes = randomBytes(100);
      const refs = await Promise.all([write(bytes), write(bytes), write(bytes, two)]);
      expect(refs[0]).toEqual(refs[1]);
      expect(await write(bytes)).toEqual(refs[0]);
      expect((await listed()).sort()).toEqual([`${one} ${digestOf(bytes)}`, `${two} ${digestOf(bytes)}`]);
    });

    it('are not kept in the clear', async () => {
      const ref = await write(Buffer.alloc(1000, 'a secret sentence '));
      expect(Buffer.from(await harness.kept.get(ref)).includes('secret')).toBe(false);
    });

    it('are mended by writing them again', async () => {
      const bytes = randomBytes(100);
      const ref = await write(bytes);
      await harness.kept.put(ref, flipped(await harness.kept.get(ref), 80));
      await write(bytes);
      expect(Buffer.compare(await read(ref), bytes)).toBe(0);
    });

    it('may be left in the middle', async () => {
      const ref = await write(randomBytes(3 * Math.max(...harness.borders)));
      for await (const chunk of store.read(ref)) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      expect((await read(ref)).length).toBe(ref.size);
    });
  });

  describe('an interrupted source', () => {
    it('leaves nothing, and its error is passed on', async () => {
      async function* broken() {
        yield randomBytes(Math.max(...harness.borders) + 10);
        throw new RangeError('the source broke');
      }
      await expect(store.write(broken(), one)).rejects.toThrow('the source broke');
      expect(await listed()).toEqual([]);
    });
  });

  describe('what is not there', () => {
    const nowhere = (key = one): ArtifactRef => ({ digest: digestOf('nowhere'), size: 7, key });

    it('is missing: never written, under another key, or removed', async () => {
      const ref = await write(Buffer.from('here'));
      await harness.keys.dataKey(two, { create: true });
      const removed = await write(Buffer.from('removed'));
      await harness.kept.remove(removed);
      for (const absent of [nowhere(), nowhere(two), { ...ref, key: two }, removed]) {
        expect((await refusal(read(absent), 'artifact-missing')).subject).toBe(absent.digest);
        expect(await store.has(absent)).toBe(false);
      }
    });

    it('is erased when its key was destroyed, for reading and for writing', async () => {
      const bytes = Buffer.from('to be erased');
      const ref = await write(bytes);
      const other = await write(bytes, two);
      await harness.keys.destroyDataKey(one);
      await refusal(read(ref), 'data-erased');
      await refusal(write(bytes), 'data-erased');
      expect(await store.has(ref)).toBe(false);
      expect(Buffer.compare(await read(other), bytes)).toBe(0);
    });
  });

  describe('a changed artifact is refused', () => {
    it('at every byte of a small one', async () => {
      const bytes = Buffer.from('small but important');
      const ref = await write(bytes);
      const kept = await harness.kept.get(ref);
      for (let at = 0; at < kept.length; at += 1) {
        await harness.kept.put(ref, flipped(kept, at, 1 << (at % 8)));
        expect(await refused(ref, bytes), `byte ${at}`).toBe(true);
      }
    });

    it('at sampled bytes of a larger one, and nothing false is passed on', async () => {
      const bytes = randomBytes(2 * Math.max(...harness.borders) + 1000);
      const ref = await write(bytes);
      const kept = await harness.kept.get(ref);
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: kept.length - 1 }), async (at) => {
          await harness.kept.put(ref, flipped(kept, at));
          expect(await refused(ref, bytes)).toBe(true);
        }),
        { numRuns: 15, examples: [[0], [kept.length - 1]] },
      );
    });

    it('when it was cut short or made longer', async () => {
      const bytes = randomBytes(Math.max(...harness.borders) + 50);
      const ref = await write(bytes);
      const kept = Buffer.from(await harness.kept.get(ref));
      const lengths = [0, 1, 40, 100, kept.length - 66, kept.length - 50, kept.length - 16, kept.length - 1];
      for (const wrong of [
        ...lengths.map((length) => kept.subarray(0, length)),
        Buffer.concat([kept, Buffer.alloc(1)]),
        Buffer.concat([kept, kept]),
        Buffer.concat([kept, kept.subarray(47)]),
      ]) {
        await harness.kept.put(ref, wrong);
        expect(await refused(ref, bytes), `${wrong.length} bytes`).toBe(true);
        expect(await store.has(ref)).toBe(false);
      }
    });

    it('when its parts were put in another order', async () => {
      const border = Math.max(...harness.borders);
      const bytes = randomBytes(3 * border);
      const ref = await write(bytes);
      const kept = Buffer.from(await harness.kept.get(ref));
      const head = kept.length % (border + 16);
      const part = (index: number) =>
        kept.subarray(head + index * (border + 16), head + (index + 1) * (border + 16));
      await harness.kept.put(ref, Buffer.concat([kept.subarray(0, head), part(1), part(0), part(2)]));
      expect(await refused(ref, bytes)).toBe(true);
    });

    it('when it was swapped with another, under the same key or another', async () => {
      const bytes = [randomBytes(64), randomBytes(64), randomBytes(64)] as const;
      const refs = [await write(bytes[0]), await write(bytes[1]), await write(bytes[2], two)] as const;
      const kept = await Promise.all(refs.map((ref) => harness.kept.get(ref)));
      for (const [index, from] of [1, 0, 0].entries()) {
        await harness.kept.put(refs[index] as ArtifactRef, kept[from] as Uint8Array);
        await refused(refs[index] as ArtifactRef, bytes[index] as Uint8Array);
      }
    });

    it('when the reference lies about size or key', async () => {
      const bytes = randomBytes(64);
      const ref = await write(bytes);
      const stolen = { ...ref, key: two };
      await harness.keys.dataKey(two, { create: true });
      await harness.kept.put(stolen, await harness.kept.get(ref));
      for (const lie of [{ ...ref, size: 63 }, { ...ref, size: 0 }, { ...ref, size: 2 ** 40 }, stolen]) {
        await refused(lie, bytes);
      }
    });
  });
}
