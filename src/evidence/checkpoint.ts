import { VerificationError } from '../base/errors.ts';
import { decodeBase64 } from './base64.ts';
import type { Signer, VerifyingKey } from './keys.ts';
import { isName, openNote, signNote } from './signed-note.ts';

/** https://c2sp.org/tlog-checkpoint, without extension lines, which no monitor can audit. */
export interface Checkpoint {
  /** The log's name, and the name of its key. */
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Buffer;
}

/**
 * The text that is signed: three lines.
 * @throws TypeError for an origin, size or root that a checkpoint cannot carry
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const valid = isName(origin) && Number.isSafeInteger(size) && size >= 0 && root.length === 32;
  if (!valid) throw new TypeError('not a checkpoint');
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** A signed note, named after the log as checkpoints are. */
export async function signCheckpoint(
  checkpoint: Checkpoint,
  key: VerifyingKey,
  signer: Signer,
): Promise<Buffer> {
  return signNote(formatCheckpoint(checkpoint), checkpoint.origin, key, signer);
}

/**
 * Opens a checkpoint of this log, signed with this key and with no other line.
 * @throws VerificationError `checkpoint-invalid`
 */
export function openCheckpoint(
  bytes: Uint8Array,
  origin: string,
  key: VerifyingKey,
  subject = 'checkpoint',
): Checkpoint {
  const refuse = (why: string) => new VerificationError('checkpoint-invalid', subject, why);
  if (key.key.asymmetricKeyType !== 'ed25519') throw refuse('needs an Ed25519 key, and another was given');
  const note = openNote(bytes, origin, key);
  if ('problem' in note) throw refuse(note.problem);
  const [name, size = '', root = '', end, ...more] = note.text.split('\n');
  if (end !== '' || more.length > 0) throw refuse('is not of three lines');
  if (name !== origin) throw refuse(`is not of the log ${origin}`);
  if (!/^(0|[1-9]\d{0,14})$/.test(size)) throw refuse('has no size');
  const rootBytes = decodeBase64(root);
  if (rootBytes?.length !== 32) throw refuse('has no root hash');
  return { origin, size: Number(size), root: rootBytes };
}
