import { createHash } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { type Signer, type VerifyingKey, verifySignature } from './keys.ts';

// https://c2sp.org/signed-note, with Ed25519 and one signature.

const maxBytes = 64 * 1024;
const ed25519Type = 0x01;
/** Four bytes of the key's id and the signature. */
const signatureBytes = 4 + 64;

/**
 * The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
 * @throws TypeError for a key that is not Ed25519: notes have other ids for those
 */
export function noteKeyId(name: string, { key }: VerifyingKey): Buffer {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('a note is signed with Ed25519');
  const spki = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256')
    .update(name)
    .update(Buffer.from([0x0a, ed25519Type]))
    .update(spki.subarray(-32))
    .digest()
    .subarray(0, 4);
}

/**
 * @param text ends in a newline
 * @throws TypeError for a text or a name that a note cannot carry
 */
export async function signNote(
  text: string,
  name: string,
  key: VerifyingKey,
  signer: Signer,
): Promise<Buffer> {
  if (!isText(text) || !isName(name)) throw new TypeError('not the text or the name of a signed note');
  const signature = await signer.sign(Buffer.from(text));
  const line = Buffer.concat([noteKeyId(name, key), signature]).toString('base64');
  return Buffer.from(`${text}\n\u2014 ${name} ${line}\n`);
}

/**
 * The text of a note that this key signed under this name. No other signature may stand beside it: readers skip those
 * of keys that they do not know, and nobody would notice a change in one.
 */
export function openNote(
  bytes: Uint8Array,
  name: string,
  key: VerifyingKey,
): { text: string } | { problem: string } {
  const note = decode(bytes);
  if (note === undefined) return { problem: `is not UTF-8 text of at most ${maxBytes} bytes` };
  // The last empty line divides the text from the signatures.
  const end = note.lastIndexOf('\n\n') + 1;
  const [text, line] = [note.slice(0, end), note.slice(end + 1)];
  if (end === 0 || !isText(text)) return { problem: 'is not a signed note' };
  const [dash, signer, encoded, ...more] = line.slice(0, -1).split(' ');
  const signed = decodeBase64(encoded ?? '');
  const ours = dash === '\u2014' && signer === name && more.length === 0 && line.endsWith('\n');
  const fits =
    ours && signed?.length === signatureBytes && signed.subarray(0, 4).equals(noteKeyId(name, key));
  if (!fits) return { problem: `is not signed by ${name} with the key of this log, and by nobody else` };
  if (verifySignature(key, Buffer.from(text), signed.subarray(4))) return { text };
  return { problem: 'has a signature that does not hold' };
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.length > maxBytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** No control characters but newlines, and one of those at the end. */
function isText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !/[^\P{Cc}\n]/u.test(text);
}

export function isName(name: string): boolean {
  return name.isWellFormed() && /^[^\s+\p{Cc}\p{Zs}]{1,255}$/u.test(name);
}
