import type { FileHandle } from 'node:fs/promises';
import { type Digest, digestFromHex, hexOf } from '../../../base/digest.ts';
import { VerificationError } from '../../../base/errors.ts';
import type { ArtifactRef, ArtifactStore } from '../../../ports/artifacts.ts';
import { asDataKeyName, type DataKeyName, type KeyStore } from '../../../ports/keys.ts';
import type { DataFolder } from './data-folder.ts';
import { guarded, NotPlainError } from './file-errors.ts';
import { openInto, sealInto } from './sealed-file.ts';
import { sealedSize } from './segments.ts';

const folder = 'artifacts';
// A data key's name has no dot, so a file can never be taken for the folder of a longer name.
const ending = '.sealed';
const form = /^artifacts\/(.+)\/([0-9a-f]{64})\.sealed$/;

function pathOf(digest: Digest, key: DataKeyName): string {
  return `${folder}/${key}/${hexOf(digest)}${ending}`;
}

/** `artifacts/<data key>/<hex digest>.sealed`, each sealed in segments under its data key. */
export function openArtifactStore(data: DataFolder, keys: KeyStore): ArtifactStore {
  return new FolderArtifactStore(data, keys);
}

class FolderArtifactStore implements ArtifactStore {
  readonly #data: DataFolder;
  readonly #keys: KeyStore;

  constructor(data: DataFolder, keys: KeyStore) {
    this.#data = data;
    this.#keys = keys;
  }

  async write(source: AsyncIterable<Uint8Array>, key: DataKeyName): Promise<ArtifactRef> {
    const secret = await this.#keys.dataKey(key, { create: true });
    const temporary = await this.#data.temporary.create();
    try {
      const { handle, path } = temporary;
      const { digest, size } = await sealInto(handle, path, source, secret, key);
      await guarded('write an artifact', path, () => handle.sync());
      await handle.close();
      // Also when there is one already: that one may be damaged, and this one is known to be whole.
      await this.#data.place(temporary, pathOf(digest, key));
      return { digest, size, key };
    } catch (error) {
      await this.#data.temporary.discard(temporary);
      throw error;
    }
  }

  async *read(ref: ArtifactRef): AsyncGenerator<Uint8Array> {
    const secret = await this.#secretOf(ref);
    const handle = await this.#openFile(ref);
    try {
      const path = this.#data.path(pathOf(ref.digest, ref.key));
      yield* openInto(handle, path, ref, secret);
    } finally {
      await handle.close();
    }
  }

  async #secretOf({ digest, key }: ArtifactRef): Promise<Uint8Array> {
    try {
      return await this.#keys.dataKey(key);
    } catch (error) {
      if (!(error instanceof VerificationError) || error.code !== 'artifact-missing') throw error;
      const message = `it is not stored: there is no data key ${key}`;
      throw new VerificationError('artifact-missing', digest, message, { cause: error });
    }
  }

  async #openFile({ digest, key }: ArtifactRef): Promise<FileHandle> {
    const handle = await this.#data.openFile(pathOf(digest, key)).catch((error: unknown) => {
      if (!(error instanceof NotPlainError)) throw error;
      throw new VerificationError('artifact-damaged', digest, error.message, { cause: error });
    });
    if (handle !== undefined) return handle;
    throw new VerificationError('artifact-missing', digest, `it is not stored under data key ${key}`);
  }

  async has(ref: ArtifactRef): Promise<boolean> {
    let handle: FileHandle | undefined;
    try {
      await this.#secretOf(ref);
      handle = await this.#openFile(ref);
      const { size } = await handle.stat();
      return size === sealedSize(ref.size);
    } catch (error) {
      if (error instanceof VerificationError && error.code !== 'key-damaged') return false;
      throw error;
    } finally {
      await handle?.close();
    }
  }

  async *list(): AsyncGenerator<Omit<ArtifactRef, 'size'>> {
    for await (const { path } of this.#data.walk(folder)) {
      const [, name, hex] = form.exec(path) ?? [];
      if (name !== undefined && hex !== undefined) {
        yield { digest: digestFromHex(hex), key: asDataKeyName(name) };
      }
    }
  }
}
