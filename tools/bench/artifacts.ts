import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStores } from '../../src/adapters/embedded/stores/open.ts';
import { asDataKeyName } from '../../src/ports/keys.ts';
import type { Measurement } from '../bench.ts';

const bytes = 512 * 1024 * 1024;
const chunk = randomBytes(1024 * 1024);

async function* chunks(): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** What has to be done in any case: hash, encrypt, write with fsync. */
async function referenceWrite(path: string): Promise<void> {
  const hash = createHash('sha256');
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  const file = await open(path, 'w');
  for await (const part of chunks()) {
    hash.update(part);
    await file.write(cipher.update(part));
  }
  await file.sync();
  await file.close();
}

async function referenceRead(path: string): Promise<void> {
  const data = await readFile(path);
  createHash('sha256').update(data).digest();
  createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12)).update(data);
}

/** A large artifact stored and read back, against hashing, encrypting and writing alone. */
export async function measure(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const stores = await openEmbeddedStores(join(folder, 'data'));
  try {
    const key = asDataKeyName('model/bench');
    const plain = join(folder, 'plain');
    await referenceWrite(plain);
    const reference = {
      write: await seconds(() => referenceWrite(plain)),
      read: await seconds(() => referenceRead(plain)),
    };
    const ours = { write: 0, read: 0 };
    const ref = await stores.artifacts.write(chunks(), key);
    ours.write = await seconds(() => stores.artifacts.write(chunks(), key));
    ours.read = await seconds(async () => {
      for await (const _ of stores.artifacts.read(ref));
    });
    return [
      {
        what: 'artifact of 512 MiB, stored',
        ours: ours.write,
        reference: reference.write,
        unit: 's',
        limit: 1.5,
      },
      {
        what: 'artifact of 512 MiB, read back',
        ours: ours.read,
        reference: reference.read,
        unit: 's',
        limit: 1.5,
      },
    ];
  } finally {
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  }
}
