import type { Digest } from '../base/digest.ts';

/** Hashes of the tokens that open an endpoint; the tokens themselves are shown once and kept nowhere. */
export interface TokenStore {
  /** Empty before the first one. */
  load(): Promise<Digest[]>;

  /** Replaces all: whoever holds an older token is out. */
  save(hashes: Digest[]): Promise<void>;
}
