import { z } from 'zod';
import { decodeBase64 } from './base64.ts';
import { pae } from './dsse.ts';
import { type Signer, type VerifyingKey, verifyingKey, verifySignature } from './keys.ts';
import { statementPayloadType } from './statement.ts';
import { objectionsOf, readStrictJson } from './strict-json.ts';

// A DSSE envelope and the key it belongs to, in one file: https://docs.sigstore.dev/about/bundle/. Of its methods
// only the plain key is taken here.

const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const maxBundleBytes = 16 * 1024 * 1024;

const bundleSchema = z.strictObject({
  mediaType: z.literal(bundleType),
  verificationMaterial: z.strictObject({
    publicKey: z.union([
      z.strictObject({ hint: z.string().regex(/^[0-9a-f]{64}$/) }),
      // Until version 1.0.1 the reference implementation wrote the key itself: its PEM text in base64.
      z.strictObject({
        rawBytes: z.string().max(8192),
        keyDetails: z.string().regex(/^PKIX_[A-Z0-9_]{1,60}$/),
      }),
    ]),
    tlogEntries: z.array(z.never()).optional(),
  }),
  dsseEnvelope: z.strictObject({
    payload: z.string(),
    payloadType: z.literal(statementPayloadType),
    signatures: z
      .array(z.strictObject({ sig: z.string().max(2000), keyid: z.literal('').nullish() }))
      .length(1),
  }),
});

type Bundle = z.infer<typeof bundleSchema>;

/** Signs a statement's bytes, in the shape and field order of the reference implementation's version 1.1. */
export async function signBundle(payload: Uint8Array, signer: Signer): Promise<Buffer> {
  const sig = Buffer.from(await signer.sign(pae(statementPayloadType, payload)));
  const bundle: Bundle = {
    mediaType: bundleType,
    verificationMaterial: { publicKey: { hint: signer.keyId }, tlogEntries: [] },
    dsseEnvelope: {
      payload: Buffer.from(payload).toString('base64'),
      payloadType: statementPayloadType,
      signatures: [{ sig: sig.toString('base64'), keyid: '' }],
    },
  };
  return Buffer.from(JSON.stringify(bundle));
}

/** The payload of a bundle that one of these keys signed. White space between its parts is free, as others write it. */
export function openSignedBundle(
  bytes: Uint8Array,
  keys: readonly VerifyingKey[],
): { payload: Buffer; signer: VerifyingKey } | { problem: string } {
  const json = readStrictJson(bytes, maxBundleBytes);
  if ('problem' in json) return json;
  const parsed = bundleSchema.safeParse(json.value);
  if (!parsed.success) {
    return { problem: `is no bundle of the form admitted here: ${objectionsOf(parsed.error)}` };
  }
  const { dsseEnvelope, verificationMaterial } = parsed.data;
  const payload = decodeBase64(dsseEnvelope.payload);
  const sig = decodeBase64(dsseEnvelope.signatures[0]?.sig ?? '');
  if (!payload || !sig) return { problem: 'holds base64 that is not in its one canonical form' };
  const keyId = keyIdOf(verificationMaterial.publicKey);
  const signer = keys.find((key) => key.keyId === keyId);
  const holds = signer && verifySignature(signer, pae(statementPayloadType, payload), sig);
  return holds ? { payload, signer } : { problem: 'was not made by a key that is trusted here' };
}

/** A key that comes with the signature is never trusted: it only says which of the trusted ones is meant. */
function keyIdOf(publicKey: Bundle['verificationMaterial']['publicKey']): string | undefined {
  if ('hint' in publicKey) return publicKey.hint;
  try {
    return verifyingKey(decodeBase64(publicKey.rawBytes)?.toString('latin1') ?? '').keyId;
  } catch {
    return undefined;
  }
}
