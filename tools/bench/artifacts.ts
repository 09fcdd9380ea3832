import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStores } from '../../src/adapters/embedded/stores/open.ts';
import { asDataKeyName } from '../../src/ports/keys.ts';
import type { Measurement } from '../bench.ts';
import { medianSeconds } from '../timing.ts';

const bytes = 512 * 1024 * 1024;
const chunk = randomBytes(1024 * 1024);

async function* chunks(): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
}

async function hashAll(): Promise<void> {
  const hash = createHash('sha256');
  for await (const part of chunks()) hash.update(part);
  hash.digest();
}

async function encryptAll(): Promise<void> {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  for await (const part of chunks()) cipher.update(part);
}

async function writePlain(path: string): Promise<void> {
  const file = await open(path, 'w');
  for await (const part of chunks()) await file.write(part);
  await file.sync();
  await file.close();
}

async function readPlain(path: string): Promise<void> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(chunk.length);
  while ((await file.read(buffer)).bytesRead > 0);
  await file.close();
}

/**
 * A large artifact stored and read back, against what cannot be spared: hashing and encrypting it once, a plain write
 * with fsync and a plain read.
 */
export async function measure(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const stores = await openEmbeddedStores(join(folder, 'data'));
  try {
    const plain = join(folder, 'plain');
    const reference =
      (await medianSeconds(hashAll)) +
      (await medianSeconds(encryptAll)) +
      (await medianSeconds(() => writePlain(plain))) +
      (await medianSeconds(() => readPlain(plain)));
    const key = asDataKeyName('model/bench');
    const ours = await medianSeconds(async () => {
      const ref = await stores.artifacts.write(chunks(), key);
      for await (const _ of stores.artifacts.read(ref));
    });
    return [{ what: 'artifact of 512 MiB, stored and read back', ours, reference, unit: 's', limit: 1.5 }];
  } finally {
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  }
}
