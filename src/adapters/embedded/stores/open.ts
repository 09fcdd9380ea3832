import { type Clock, systemClock } from '../../../base/clock.ts';
import type { ArtifactStore } from '../../../ports/artifacts.ts';
import type { KeyStore } from '../../../ports/keys.ts';
import type { LogFiles } from '../../../ports/log-files.ts';
import type { MetadataStore } from '../../../ports/metadata.ts';
import { openArtifactStore } from './artifacts.ts';
import { DataFolder } from './data-folder.ts';
import { openKeyStore } from './keys.ts';
import { openLogFiles } from './log-files.ts';
import { openMetadataStore } from './metadata.ts';

/** All that a platform keeps on one machine, below one folder that only its owner can enter. */
export interface EmbeddedStores {
  artifacts: ArtifactStore;
  metadata: MetadataStore;
  keys: KeyStore;
  log: LogFiles;
  /** Waits for the transaction that is under way. Nothing may be used afterwards. */
  close(): Promise<void>;
}

export interface EmbeddedStoreOptions {
  /** Seals the keystore when it is made, and opens a sealed one. */
  passphrase?: string;
  clock?: Clock;
}

/**
 * Opens the stores in `folder`, and makes it when it is missing. Several processes may have it open at once.
 *
 * The keystore is read (or, in a new folder, made) when a key is first used, so a wrong passphrase is reported then
 * and not here; `keys.check()` asks for it at once.
 *
 * @throws StoreError when the folder cannot be used: permissions, a full disk, made by a newer version
 * @throws VerificationError `metadata-differs` when the database is damaged
 */
export async function openEmbeddedStores(
  folder: string,
  options: EmbeddedStoreOptions = {},
): Promise<EmbeddedStores> {
  const data = await DataFolder.open(folder);
  const clock = options.clock ?? systemClock;
  const keys = openKeyStore(data, { ...options, clock });
  const metadata = await openMetadataStore(data);
  return {
    artifacts: openArtifactStore(data, keys),
    metadata,
    keys,
    log: openLogFiles(data),
    close: () => metadata.close(),
  };
}
