import { z } from 'zod';
import { VerificationError } from '../base/errors.ts';
import { decodeBase64 } from './base64.ts';
import { type Signer, type VerifyingKey, verifySignature } from './keys.ts';

/** Statements are small; the log allows entries of 64 KiB, and an envelope is not an entry but named by one. */
export const maxEnvelopeBytes = 4 * 1024 * 1024;

const envelopeSchema = z.strictObject({
  payloadType: z.string().max(200),
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string().max(200), sig: z.string().max(2000) })).min(1).max(16),
});

export interface Envelope {
  payloadType: string;
  payload: Buffer;
  signatures: { keyid: string; sig: Buffer }[];
}

/** Pre-authentication encoding: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
export function pae(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}

/** The exact bytes to store: the same for the same payload and signature. */
export async function signEnvelope(payloadType: string, payload: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const sig = await signer.sign(pae(payloadType, payload));
  return Buffer.from(
    JSON.stringify({
      payloadType,
      payload: Buffer.from(payload).toString('base64'),
      signatures: [{ keyid: signer.keyId, sig: Buffer.from(sig).toString('base64') }],
    }),
  );
}

/**
 * Reads an envelope strictly: what `signEnvelope` writes and nothing else, so that no byte of a stored envelope is
 * without meaning.
 * @throws VerificationError `envelope-malformed`
 */
export function openEnvelope(bytes: Uint8Array, subject = 'envelope'): Envelope {
  if (bytes.length > maxEnvelopeBytes) throw malformed(subject, `is larger than ${maxEnvelopeBytes} bytes`);
  const text = Buffer.from(bytes).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed(subject, 'is not JSON');
  }
  const parsed = envelopeSchema.safeParse(value);
  if (!parsed.success) throw malformed(subject, z.prettifyError(parsed.error));
  const { payloadType, payload, signatures } = parsed.data;
  const exact = JSON.stringify({ payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) });
  if (exact !== text) throw malformed(subject, 'is not written in the one form that was signed and logged');
  return {
    payloadType,
    payload: decoded(payload, subject),
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: decoded(sig, subject) })),
  };
}

function decoded(text: string, subject: string): Buffer {
  const bytes = decodeBase64(text);
  if (!bytes) throw malformed(subject, 'holds base64 that is not in its one canonical form');
  return bytes;
}

const malformed = (subject: string, why: string) => new VerificationError('envelope-malformed', subject, why);

/**
 * Opens an envelope and finds the key that signed it.
 * @throws VerificationError `envelope-malformed`, or `signature-invalid` when none of the keys signed it
 */
export function verifyEnvelope(
  bytes: Uint8Array,
  keys: VerifyingKey[],
  subject = 'envelope',
): Envelope & { signer: VerifyingKey } {
  const envelope = openEnvelope(bytes, subject);
  const signed = pae(envelope.payloadType, envelope.payload);
  for (const { keyid, sig } of envelope.signatures) {
    const signer = keys.find((key) => key.keyId === keyid);
    if (signer && verifySignature(signer, signed, sig)) return { ...envelope, signer };
  }
  throw new VerificationError('signature-invalid', subject, 'no key that is trusted here has signed it');
}
