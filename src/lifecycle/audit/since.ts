import { VerificationError } from '../../base/errors.ts';
import { openCheckpoint } from '../../evidence/checkpoint.ts';
import type { VerifyingKey } from '../../evidence/keys.ts';
import { leafHash, MerkleTree } from '../../evidence/merkle.ts';
import { decodeEntries, entryTilePaths } from '../../evidence/tiles.ts';
import type { LogFiles } from '../../ports/log-files.ts';
import { checkpointPath } from '../log-publisher.ts';

/**
 * Is the log a continuation of a checkpoint that was kept elsewhere? Finds what no look at the log alone can: that
 * all of it was set back to an earlier day.
 * @throws VerificationError `log-inconsistent`, `checkpoint-invalid`
 */
export async function checkSince(
  log: LogFiles,
  since: Uint8Array,
  origin: string,
  key: VerifyingKey,
): Promise<void> {
  const earlier = openCheckpoint(since, origin, key, '--since');
  const current = openCheckpoint((await log.get(checkpointPath)) ?? Buffer.alloc(0), origin, key);
  if (current.size < earlier.size) {
    throw new VerificationError(
      'log-inconsistent',
      checkpointPath,
      `the log was set back: it has ${current.size} entries, and had ${earlier.size} when --since was made`,
    );
  }
  const tree = new MerkleTree();
  for (const { path, count } of entryTilePaths(current.size)) {
    const bytes = (await log.get(path)) ?? Buffer.alloc(0);
    for (const entry of decodeEntries(bytes, count, path)) tree.append(leafHash(entry));
  }
  if (tree.root(earlier.size).equals(earlier.root)) return;
  throw new VerificationError(
    'log-inconsistent',
    checkpointPath,
    `the log's first ${earlier.size} entries are not those of --since`,
  );
}
