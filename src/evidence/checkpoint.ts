import { createHash } from 'node:crypto';
import { VerificationError } from '../base/errors.ts';
import { decodeBase64 } from './base64.ts';
import { type Signer, type VerifyingKey, verifySignature } from './keys.ts';

/** https://c2sp.org/tlog-checkpoint */
export interface Checkpoint {
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Buffer;
}

const maxBytes = 64 * 1024;
/** The signature type of Ed25519 in https://c2sp.org/signed-note */
const ed25519 = 0x01;

function bodyOf({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
export function noteKeyId(name: string, { key }: VerifyingKey): Buffer {
  const spki = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256')
    .update(name)
    .update(Buffer.from([0x0a, ed25519]))
    .update(spki.subarray(-32))
    .digest()
    .subarray(0, 4);
}

/** A signed note, named after the log as checkpoints are. */
export async function signCheckpoint(checkpoint: Checkpoint, key: VerifyingKey, signer: Signer): Promise<Buffer> {
  const body = bodyOf(checkpoint);
  const signature = Buffer.from(await signer.sign(Buffer.from(body)));
  const line = Buffer.concat([noteKeyId(checkpoint.origin, key), signature]).toString('base64');
  return Buffer.from(`${body}\n\u2014 ${checkpoint.origin} ${line}\n`);
}

/**
 * Opens a checkpoint of this log, signed with this key and with no other line.
 * @throws VerificationError `checkpoint-invalid`
 */
export function openCheckpoint(bytes: Uint8Array, origin: string, key: VerifyingKey, subject = 'checkpoint'): Checkpoint {
  const refuse = (why: string) => new VerificationError('checkpoint-invalid', subject, why);
  if (bytes.length > maxBytes) throw refuse(`is larger than ${maxBytes} bytes`);
  const text = Buffer.from(bytes).toString('utf8');
  const [name, size, root, empty, line, end, ...more] = text.split('\n');
  if (empty !== '' || end !== '' || more.length > 0 || line === undefined) throw refuse('is no signed note of three lines');
  if (name !== origin) throw refuse(`is of the log ${JSON.stringify(name?.slice(0, 100))}, not ${origin}`);
  if (!/^(0|[1-9]\d{0,14})$/.test(size ?? '')) throw refuse('has no size');
  const rootBytes = decodeBase64(root ?? '');
  if (rootBytes?.length !== 32) throw refuse('has no root hash');
  const prefix = `\u2014 ${origin} `;
  const signed = line.startsWith(prefix) ? decodeBase64(line.slice(prefix.length)) : undefined;
  if (signed?.length !== 68 || !signed.subarray(0, 4).equals(noteKeyId(origin, key))) throw refuse("is not signed with the log's key");
  const checkpoint = { origin, size: Number(size), root: rootBytes };
  const exact = `${bodyOf(checkpoint)}\n${line}\n`;
  if (exact !== text || Buffer.byteLength(text) !== bytes.length) throw refuse('is not written in its one form');
  if (!verifySignature(key, Buffer.from(bodyOf(checkpoint)), signed.subarray(4))) throw refuse('has a signature that does not hold');
  return checkpoint;
}
