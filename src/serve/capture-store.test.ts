import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, openEmbeddedStores } from '../adapters/embedded/stores/open.ts';
import { digestOf } from '../base/digest.ts';
import type { ArtifactRef, ArtifactStore } from '../ports/artifacts.ts';
import { collect, refusal } from '../ports/contract/bytes.ts';
import { asDataKeyName } from '../ports/keys.ts';
import type { CaptureRecord } from './capture.ts';
import {
  artifactCaptureSink,
  captureDayKey,
  capturePrefix,
  expireCaptures,
  recordJson,
} from './capture-store.ts';

const record = (time: string, text: string): CaptureRecord => ({
  time,
  model: 'spam',
  version: '3',
  digest: digestOf('spam'),
  requestId: 'one',
  inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: [text] }],
  outputs: [{ name: 'label', datatype: 'INT64', shape: [1], data: [9223372036854775807n] }],
});
const keyFor = captureDayKey('local', 'spam');
const prefix = capturePrefix('local', 'spam');
const at = (time: string) => ({ now: () => new Date(time) });
const day = 24 * 60 * 60;

describe('captures in the artifact store', () => {
  let folder: string;
  let stores: EmbeddedStores;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-capture-'));
    stores = await openEmbeddedStores(folder);
  });
  afterEach(async () => {
    await stores.close();
    await rm(folder, { recursive: true });
  });

  /** Writes records; returns where they are. */
  async function write(...records: CaptureRecord[]): Promise<ArtifactRef[]> {
    const refs: ArtifactRef[] = [];
    const { artifacts } = stores;
    const noting: ArtifactStore = {
      write: async (source, key) => {
        const ref = await artifacts.write(source, key);
        refs.push(ref);
        return ref;
      },
      read: (ref) => artifacts.read(ref),
      has: (ref) => artifacts.has(ref),
      list: () => artifacts.list(),
    };
    await artifactCaptureSink(noting, keyFor).write(records);
    return refs;
  }

  it('are lines of JSON, one artifact for each day, and not readable on disk', async () => {
    const records = [
      record('2026-03-04T23:59:59.999Z', 'my kumquat\nmail'),
      record('2026-03-05T00:00:00.000Z', 'another kumquat'),
      record('2026-03-04T01:00:00.000Z', 'third kumquat'),
    ];
    const refs = await write(...records);
    const [one, two, three] = records.map((each) => `${recordJson(each)}\n`);
    const texts = refs.map(async (ref) => [ref.key, (await collect(stores.artifacts.read(ref))).toString()]);
    expect(await Promise.all(texts)).toEqual([
      ['capture/local/spam/2026-03-04', `${one}${three}`],
      ['capture/local/spam/2026-03-05', two],
    ]);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect((await readFile(join(entry.parentPath, entry.name))).includes('kumquat')).toBe(false);
    }
  });

  it('keep every digit of a 64-bit integer', () => {
    expect(recordJson(record('2026-03-04T00:00:00Z', 'x'))).toContain('"data":[9223372036854775807]');
    expect(JSON.parse(recordJson(record('2026-03-04T00:00:00Z', 'x')))).toMatchObject({
      requestId: 'one',
      inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: ['x'] }],
    });
  });

  it.each([
    ['2026-03-05T23:59:59.999Z', 1 * day, []],
    ['2026-03-06T00:00:00.000Z', 1 * day, ['2026-03-04']],
    ['2026-03-06T00:00:00.000Z', 0, ['2026-03-04', '2026-03-05']],
    ['2026-04-10T00:00:00.000Z', 30 * day, ['2026-03-04', '2026-03-05', '2026-03-06']],
  ])('at %s are erased after %d seconds: %j', async (time, retention, days) => {
    for (const each of ['2026-03-04', '2026-03-05', '2026-03-06'])
      await stores.keys.dataKey(keyFor(each), { create: true });
    expect(await expireCaptures(stores.keys, prefix, retention, at(time))).toEqual(
      days.map((each) => `${prefix}/${each}`),
    );
    expect(await expireCaptures(stores.keys, prefix, retention, at(time))).toEqual([]);
    const left = (await stores.keys.listDataKeys()).filter(({ destroyed }) => !destroyed);
    expect(left.length).toBe(3 - days.length);
  });

  it('cannot be read any more once they are erased', async () => {
    const [kept] = await write(record('2026-03-04T00:00:00Z', 'x'));
    await expireCaptures(stores.keys, prefix, 0, at('2026-03-05T00:00:00Z'));
    if (!kept) throw new Error('nothing was stored');
    await refusal(collect(stores.artifacts.read(kept)), 'data-erased');
  });

  it('are all that is erased: no other model, dataset or name that is no day', async () => {
    const others = [
      'model/spam',
      'capture/local/spam-two/2026-03-04',
      'capture/local/spam/9999-99-99',
      'capture/local/spam/x',
    ];
    for (const name of others) await stores.keys.dataKey(asDataKeyName(name), { create: true });
    expect(await expireCaptures(stores.keys, prefix, 0, at('2030-01-01T00:00:00Z'))).toEqual([]);
    await expect(expireCaptures(stores.keys, prefix, Number.NaN, at('2030-01-01T00:00:00Z'))).rejects.toThrow(
      'retention',
    );
  });
});
