import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { VerificationError } from '../../base/errors.ts';
import type { ArtifactRef, ArtifactStore } from '../../ports/artifacts.ts';
import type { DataKeyName } from '../../ports/keys.ts';

/** The bytes of an artifact that is known to be small. */
export async function readBytes(store: ArtifactStore, ref: ArtifactRef, limitBytes: number): Promise<Buffer> {
  if (ref.size > limitBytes) {
    throw new VerificationError('artifact-damaged', ref.digest, `larger than ${limitBytes} bytes`);
  }
  return Buffer.concat(await Array.fromAsync(store.read(ref)));
}

export async function storeBytes(
  store: ArtifactStore,
  bytes: Uint8Array,
  key: DataKeyName,
): Promise<ArtifactRef> {
  async function* once() {
    yield bytes;
  }
  return store.write(once(), key);
}

export function storeJson(store: ArtifactStore, value: Json, key: DataKeyName): Promise<ArtifactRef> {
  return storeBytes(store, Buffer.from(canonicalJson(value)), key);
}

const maxJsonBytes = 64 * 1024 * 1024;

export async function readJson(store: ArtifactStore, ref: ArtifactRef): Promise<Json> {
  return JSON.parse((await readBytes(store, ref, maxJsonBytes)).toString('utf8')) as Json;
}
