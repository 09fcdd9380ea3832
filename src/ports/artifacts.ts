import type { Digest } from '../base/digest.ts';
import type { DataKeyName } from './keys.ts';

/** Where an artifact is: what it contains, and the data key that it is encrypted under. */
export interface ArtifactRef {
  /** SHA-256 of the plain bytes. */
  digest: Digest;
  /** Plain bytes. */
  size: number;
  key: DataKeyName;
}

/**
 * Content-addressed, encrypted, immutable. The same bytes under two data keys are two artifacts, so that destroying
 * one key never takes what another owner still needs.
 */
export interface ArtifactStore {
  /**
   * Stores a stream and returns its address. Nothing is visible under that address until every byte is on disk; a
   * second write of the same bytes changes nothing, but that it mends an artifact that was damaged. Makes the data key
   * when there is none yet.
   * @throws VerificationError `data-erased` when the key was destroyed
   */
  write(source: AsyncIterable<Uint8Array>, key: DataKeyName): Promise<ArtifactRef>;

  /**
   * The plain bytes. Each chunk is authenticated before it is passed on, and the end is reached only when the whole
   * has the digest of `ref`: a consumer must not act on the content before the stream has ended.
   * @throws VerificationError `artifact-missing`, `artifact-damaged`, or `data-erased` when the key was destroyed
   */
  read(ref: ArtifactRef): AsyncIterable<Uint8Array>;

  /** True when all of its bytes are there and its key was not destroyed. Whether they are right, only `read` tells. */
  has(ref: ArtifactRef): Promise<boolean>;

  /** Every stored artifact, in no promised order. The size is not known without reading. */
  list(): AsyncIterable<Omit<ArtifactRef, 'size'>>;
}
