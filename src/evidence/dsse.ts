import { z } from 'zod';
import { VerificationError } from '../base/errors.ts';
import { decodeBase64 } from './base64.ts';
import { type Signer, type VerifyingKey, verifySignature } from './keys.ts';
import { statementPayloadType } from './statement.ts';
import { objectionsOf, readStrictJson } from './strict-json.ts';

/** An envelope is no entry of the log but named by one, so the log's 64 KiB for an entry do not bind it. */
export const maxEnvelopeBytes = 1024 * 1024;

const envelopeSchema = z.strictObject({
  payloadType: z.string().min(1).max(200),
  payload: z.string(),
  // One signer says one thing: a second signature could be changed without anybody's notice.
  signatures: z.array(z.strictObject({ keyid: z.string().max(200), sig: z.string().max(2000) })).length(1),
});

export interface Envelope {
  payloadType: string;
  payload: Buffer;
  signatures: { keyid: string; sig: Buffer }[];
}

/** Pre-authentication encoding: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
export function pae(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

/**
 * The exact bytes to store: the same for the same payload and signature.
 * @throws VerificationError `envelope-malformed` for what `openEnvelope` would refuse as too large
 */
export async function signEnvelope(
  payloadType: string,
  payload: Uint8Array,
  signer: Signer,
): Promise<Uint8Array> {
  const sig = Buffer.from(await signer.sign(pae(payloadType, payload))).toString('base64');
  const encoded = Buffer.from(payload).toString('base64');
  const bytes = exactBytes({ payloadType, payload: encoded, signatures: [{ keyid: signer.keyId, sig }] });
  if (bytes.length <= maxEnvelopeBytes) return bytes;
  throw malformed('envelope', `would be larger than ${maxEnvelopeBytes} bytes`);
}

/** The one order of fields, without white space. */
function exactBytes({ payloadType, payload, signatures }: z.infer<typeof envelopeSchema>): Buffer {
  const ordered = signatures.map(({ keyid, sig }) => ({ keyid, sig }));
  return Buffer.from(JSON.stringify({ payloadType, payload, signatures: ordered }));
}

/**
 * Reads an envelope strictly: what `signEnvelope` writes and nothing else, so that no byte of a stored envelope is
 * without meaning. Envelopes of other programs, with white space or in URL-safe base64, are not for the log.
 * @throws VerificationError `envelope-malformed`
 */
export function openEnvelope(bytes: Uint8Array, subject = 'envelope'): Envelope {
  const json = readStrictJson(bytes, maxEnvelopeBytes);
  if ('problem' in json) throw malformed(subject, json.problem);
  const parsed = envelopeSchema.safeParse(json.value);
  if (!parsed.success) throw malformed(subject, objectionsOf(parsed.error));
  if (!exactBytes(parsed.data).equals(bytes)) {
    throw malformed(subject, 'is not written in the one form that was signed and logged');
  }
  const { payloadType, payload, signatures } = parsed.data;
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
 * @param payloadType the only type that the caller understands; the protocol has verifiers refuse others
 * @throws VerificationError `envelope-malformed`; `signature-invalid` when none of the keys signed it;
 *   `statement-invalid` when what they signed is of another type
 */
export function verifyEnvelope(
  bytes: Uint8Array,
  keys: readonly VerifyingKey[],
  subject = 'envelope',
  payloadType: string = statementPayloadType,
): Envelope & { signer: VerifyingKey } {
  const envelope = openEnvelope(bytes, subject);
  const signed = pae(envelope.payloadType, envelope.payload);
  for (const { keyid, sig } of envelope.signatures) {
    const signer = keys.find((key) => key.keyId === keyid);
    if (!signer || !verifySignature(signer, signed, sig)) continue;
    if (envelope.payloadType === payloadType) return { ...envelope, signer };
    throw new VerificationError('statement-invalid', subject, `has a payload that is not ${payloadType}`);
  }
  throw new VerificationError('signature-invalid', subject, 'no key that is trusted here has signed it');
}
