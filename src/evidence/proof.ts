import { VerificationError } from '../base/errors.ts';
import { decodeBase64 } from './base64.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import type { VerifyingKey } from './keys.ts';
import { leafHash, verifyInclusion } from './merkle.ts';

/**
 * What shows offline that an entry is in a log: https://c2sp.org/tlog-proof. Its `extra` line is not written and not
 * taken, since nothing authenticates it. Stored with the ending `.tlog-proof`.
 */
export interface LogProof {
  index: number;
  /** From the leaf's sibling upwards, 32 bytes each. */
  hashes: Buffer[];
  /** As the log signed it. */
  checkpoint: Uint8Array;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
const maxBytes = 64 * 1024;
/** More levels than a log of any size that a checkpoint can state. */
const maxHashes = 63;

export function formatProof({ index, hashes, checkpoint }: LogProof): Buffer {
  const lines = [firstLine, `index ${index}`, ...hashes.map((hash) => hash.toString('base64')), '', ''];
  return Buffer.concat([Buffer.from(lines.join('\n')), checkpoint]);
}

/**
 * Reads a proof and trusts nothing of it yet.
 * @throws VerificationError `not-in-log` when it is not exactly a proof
 */
export function openProof(bytes: Uint8Array, subject = 'inclusion proof'): LogProof {
  const refuse = (why: string) => new VerificationError('not-in-log', subject, why);
  if (bytes.length > maxBytes) throw refuse(`is larger than ${maxBytes} bytes`);
  const data = Buffer.from(bytes);
  const end = data.indexOf('\n\n');
  const [first, second = '', ...encoded] = data.subarray(0, Math.max(end, 0)).toString('latin1').split('\n');
  if (end < 0 || first !== firstLine) throw refuse(`is not a proof of the form ${firstLine}`);
  const [, index] = /^index (0|[1-9]\d{0,14})$/.exec(second) ?? [];
  if (index === undefined) throw refuse('has no index');
  if (encoded.length > maxHashes) throw refuse(`has more than ${maxHashes} hashes`);
  const hashes = encoded.flatMap((text) => decodeBase64(text) ?? []);
  const whole = hashes.length === encoded.length && hashes.every((hash) => hash.length === 32);
  if (!whole) throw refuse('has a line that is no SHA-256 in base64');
  return { index: Number(index), hashes, checkpoint: data.subarray(end + 2) };
}

/**
 * Verifies a proof file from nothing but the log's name and key.
 * @param entry the bytes of the entry, not its leaf hash
 * @returns where the entry stands, and the checkpoint that says so
 * @throws VerificationError `not-in-log`, `checkpoint-invalid`
 */
export function verifyProof(
  bytes: Uint8Array,
  entry: Uint8Array,
  log: { origin: string; key: VerifyingKey },
  subject = 'inclusion proof',
): { index: number; checkpoint: Checkpoint } {
  const { index, hashes, checkpoint: signed } = openProof(bytes, subject);
  const checkpoint = openCheckpoint(signed, log.origin, log.key, subject);
  verifyInclusion(leafHash(entry), index, checkpoint.size, hashes, checkpoint.root, subject);
  return { index, checkpoint };
}
