import { sign } from 'node:crypto';
import type { Clock } from '../../../base/clock.ts';
import { VerificationError } from '../../../base/errors.ts';
import {
  type DataKeyName,
  type KeyStore,
  type SigningKeyName,
  signingKeyNames,
} from '../../../ports/keys.ts';
import { type DataFolder, refuseShared } from './data-folder.ts';
import { DataKeys } from './data-keys.ts';
import { NotPlainError } from './file-errors.ts';
import {
  decodeKeystore,
  defaultScryptLog2,
  encodeKeystore,
  type Keyring,
  keystoreMaxBytes,
  newKeyring,
} from './keystore-file.ts';

const keystorePath = 'keys/keystore.json';

export interface KeyStoreOptions {
  clock: Clock;
  /** Seals the keystore when it is made, and opens a sealed one. */
  passphrase?: string;
  /** log2 of scrypt's N for a new keystore, 14 to 18. */
  scryptLog2?: number;
}

/**
 * `keys/keystore.json` with the signing keys and the wrapping key, and one file for each data key below `keys/data`.
 * Nothing is read or made before a key is first used.
 *
 * Every method throws an InputError when the passphrase is missing (`passphrase-missing`), wrong
 * (`passphrase-wrong`), or given for a keystore that is not sealed (`passphrase-unneeded`); and a StoreError when
 * others than the owner could read the file.
 */
export function openKeyStore(data: DataFolder, options: KeyStoreOptions): KeyStore {
  return new FileKeyStore(data, options);
}

class FileKeyStore implements KeyStore {
  readonly #data: DataFolder;
  readonly #options: KeyStoreOptions;
  readonly #dataKeys: DataKeys;
  #opening: Promise<Keyring> | undefined;

  constructor(data: DataFolder, options: KeyStoreOptions) {
    this.#data = data;
    this.#options = options;
    this.#dataKeys = new DataKeys(data, options.clock);
  }

  async publicKey(name: SigningKeyName): Promise<string> {
    return (await this.#keyring()).signing[name].publicPem;
  }

  async sign(name: SigningKeyName, data: Uint8Array): Promise<Uint8Array> {
    const { signing } = await this.#keyring();
    switch (name) {
      case 'platform':
        return sign('sha256', data, { key: signing.platform.private, dsaEncoding: 'der' });
      case 'log':
        return sign(null, data, signing.log.private);
    }
  }

  async dataKey(name: DataKeyName, options: { create?: boolean } = {}): Promise<Uint8Array> {
    const { wrapping } = await this.#keyring();
    if (options.create === true) return await this.#dataKeys.getOrCreate(name, wrapping);
    const key = await this.#dataKeys.get(name, wrapping);
    if (key !== undefined) return key;
    throw new VerificationError('artifact-missing', name, 'there is no such data key');
  }

  async destroyDataKey(name: DataKeyName): Promise<void> {
    await this.#dataKeys.destroy(name);
  }

  listDataKeys(): Promise<{ name: DataKeyName; destroyed: boolean }[]> {
    return this.#dataKeys.list();
  }

  async check(): Promise<void> {
    const kept = await this.#load();
    const loaded = await this.#opening;
    if (kept === undefined) {
      if (loaded !== undefined || (await this.#hasDataKeys())) throw this.#lost();
      return;
    }
    if (loaded !== undefined && !sameKeys(kept, loaded)) {
      throw this.#damaged('it was replaced by another while it was in use');
    }
    for (const { name, destroyed } of await this.#dataKeys.list()) {
      if (!destroyed) await this.#dataKeys.get(name, kept.wrapping);
    }
  }

  #lost(): VerificationError {
    return this.#damaged('it is gone, and with it the keys to all that is stored; restore it from a backup');
  }

  #damaged(message: string): VerificationError {
    return new VerificationError('key-damaged', this.#data.path(keystorePath), message);
  }

  #keyring(): Promise<Keyring> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<Keyring> {
    const keyring = (await this.#load()) ?? (await this.#make());
    await this.#dataKeys.finishDestroying();
    return keyring;
  }

  async #load(): Promise<Keyring | undefined> {
    const bytes = await this.#data.read(keystorePath, keystoreMaxBytes).catch((error: unknown) => {
      if (!(error instanceof NotPlainError)) throw error;
      throw this.#damaged(error.message);
    });
    if (bytes === undefined) return undefined;
    const path = this.#data.path(keystorePath);
    await refuseShared(this.#data.path('keys'));
    await refuseShared(path);
    return decodeKeystore(bytes, path, this.#options.passphrase);
  }

  async #make(): Promise<Keyring> {
    // A new keystore beside old data keys would hide that the old one is lost.
    if (await this.#hasDataKeys()) {
      // Unless another process has just made both.
      const made = await this.#load();
      if (made === undefined) throw this.#lost();
      return made;
    }
    const { passphrase, clock, scryptLog2 = defaultScryptLog2 } = this.#options;
    const bytes = await encodeKeystore(newKeyring(), clock.now(), passphrase, scryptLog2);
    await this.#data.create(keystorePath, bytes);
    // Another process may have been first; then its keys are the ones.
    const keyring = await this.#load();
    if (keyring === undefined) throw this.#lost();
    return keyring;
  }

  async #hasDataKeys(): Promise<boolean> {
    return (await this.#dataKeys.list()).some(({ destroyed }) => !destroyed);
  }
}

function sameKeys(left: Keyring, right: Keyring): boolean {
  return (
    left.wrapping.equals(right.wrapping) &&
    signingKeyNames.every((name) => left.signing[name].publicPem === right.signing[name].publicPem)
  );
}
