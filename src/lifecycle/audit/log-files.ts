import { type Digest, digestFromHex } from '../../base/digest.ts';
import { VerificationError } from '../../base/errors.ts';
import { type Checkpoint, openCheckpoint } from '../../evidence/checkpoint.ts';
import type { VerifyingKey } from '../../evidence/keys.ts';
import { leafHash, MerkleTree } from '../../evidence/merkle.ts';
import { openProof, verifyProof } from '../../evidence/proof.ts';
import { decodeEntries, entryTilePaths, hashTiles, tileBytes } from '../../evidence/tiles.ts';
import type { LogFiles } from '../../ports/log-files.ts';
import { checkpointPath, proofFolder } from '../log-publisher.ts';
import type { Problems } from './problems.ts';

export interface PublishedLog {
  /** The envelope that each entry names, in order. */
  entries: Digest[];
  /** The checkpoint's text, for people to keep. */
  checkpoint: string;
}

/** Reads the whole published log and computes every hash of it anew. */
export async function auditLogFiles(
  log: LogFiles,
  origin: string,
  key: VerifyingKey,
  problems: Problems,
): Promise<PublishedLog> {
  const bytes = await log.get(checkpointPath);
  if (!bytes) {
    problems.add(new VerificationError('checkpoint-invalid', checkpointPath, 'is missing'));
    return { entries: [], checkpoint: '' };
  }
  const text = Buffer.from(bytes).toString('utf8');
  const checkpoint = await problems.collect(() => openCheckpoint(bytes, origin, key));
  // A checkpoint that does not hold still says how many entries to look at, so that other damage is named too.
  const size = checkpoint?.size ?? Math.min(Number(/^[^\n]*\n(\d{1,9})\n/.exec(text)?.[1] ?? 0), 10_000_000);
  const entries = await readEntries(log, size, problems);
  if (entries.length === size) {
    await compare(log, entries, checkpoint, problems);
    await checkProofs(log, entries, { origin, key }, problems);
  }
  return { entries: entries.map((entry) => digestFromHex(entry.toString('hex'))), checkpoint: text };
}

/** Every offline proof must prove the entry that it names, in this log. */
async function checkProofs(
  log: LogFiles,
  entries: Buffer[],
  { origin, key }: { origin: string; key: VerifyingKey },
  problems: Problems,
): Promise<void> {
  const tree = new MerkleTree(entries.map(leafHash));
  for (const path of await log.list(proofFolder)) {
    await problems.collect(async () => {
      const bytes = (await log.get(path)) ?? Buffer.alloc(0);
      const entry = entries[openProof(bytes, path).index] ?? Buffer.alloc(0);
      const { checkpoint } = verifyProof(bytes, entry, { origin, key }, path);
      if (checkpoint.size <= tree.size && tree.root(checkpoint.size).equals(checkpoint.root)) return;
      throw new VerificationError('log-inconsistent', path, 'was made of another log than this');
    });
  }
}

async function readEntries(log: LogFiles, size: number, problems: Problems): Promise<Buffer[]> {
  const entries: Buffer[] = [];
  for (const { path, count } of entryTilePaths(size)) {
    await problems.collect(async () => {
      const bytes = await log.get(path);
      if (!bytes) throw new VerificationError('log-inconsistent', path, 'is missing');
      const decoded = decodeEntries(bytes, count, path);
      if (decoded.some((entry) => entry.length !== 32)) {
        throw new VerificationError('log-inconsistent', path, 'holds an entry that is no digest');
      }
      entries.push(...decoded);
    });
  }
  return entries;
}

/** Which file is wrong when hashes disagree: the one that the signed root does not vouch for. */
async function compare(
  log: LogFiles,
  entries: Buffer[],
  checkpoint: Checkpoint | undefined,
  problems: Problems,
) {
  const tree = new MerkleTree(entries.map(leafHash));
  if (checkpoint && !tree.root().equals(checkpoint.root)) {
    problems.add(
      new VerificationError(
        'log-inconsistent',
        'tile/entries',
        'the entries do not have the root hash that the checkpoint signs',
      ),
    );
  }
  const present = new Set(await log.list('tile'));
  for (const { path } of hashTiles(tree)) {
    if (!present.has(path)) problems.add(new VerificationError('log-inconsistent', path, 'is missing'));
  }
  // Also the narrower tiles of earlier checkpoints, which readers of those still ask for.
  for (const path of present) {
    const expected = tileBytes(path, tree, entries);
    const stored = await log.get(path);
    if (expected && stored && expected.equals(stored)) continue;
    problems.add(
      new VerificationError('log-inconsistent', path, 'does not hold what follows from the entries'),
    );
  }
}
