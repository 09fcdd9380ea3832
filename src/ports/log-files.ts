/**
 * The files of the transparency log, as a static web server could publish them: `checkpoint`, `tile/...`
 * (https://c2sp.org/tlog-tiles) and `envelope/<hex>.json`, the signed statements that the entries are digests of.
 * Paths are relative, with `/`, of letters, digits, `.`, `-` and `_`, and no part begins with a dot; anything else is
 * refused with a TypeError.
 */
export interface LogFiles {
  get(path: string): Promise<Uint8Array | undefined>;

  /** Replaces the file in one step: a reader sees the old bytes or the new ones. */
  replace(path: string, bytes: Uint8Array): Promise<void>;

  /**
   * Writes a file that never changes again.
   * @throws VerificationError `log-inconsistent` when it is there with other bytes
   */
  writeOnce(path: string, bytes: Uint8Array): Promise<void>;

  /** Every path below a folder, or of all with `''`, sorted by code units. */
  list(folder: string): Promise<string[]>;

  /** No-op when there is none. */
  remove(path: string): Promise<void>;
}
