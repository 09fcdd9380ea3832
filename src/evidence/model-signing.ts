import { createHash } from 'node:crypto';
import { z } from 'zod';
import { VerificationError } from '../base/errors.ts';
import { decodeBase64 } from './base64.ts';
import { pae } from './dsse.ts';
import { type Signer, type VerifyingKey, verifySignature } from './keys.ts';
import { parseStatement, statementPayloadType, statementType } from './statement.ts';

/** OpenSSF Model Signing v1.0: https://github.com/ossf/model-signing-spec */
export const modelSignatureType = 'https://model_signing/signature/v1.0';
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const maxBundleBytes = 16 * 1024 * 1024;

/** One file of a model; `name` is its path with `/`, `sha256` in hexadecimal. */
export interface ModelFile {
  name: string;
  sha256: string;
}

/** By path parts, so that `a/b` stands before `a-b`, as the reference implementation sorts. */
function byParts(a: ModelFile, b: ModelFile): number {
  const [left, right] = [a.name.split('/'), b.name.split('/')];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [x = '', y = ''] = [left[index], right[index]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** The one subject of the statement: SHA-256 over the raw digests in the order in which they are listed. */
export function modelDigest(listed: { digest: string }[]): string {
  const hash = createHash('sha256');
  for (const { digest } of listed) hash.update(Buffer.from(digest, 'hex'));
  return hash.digest('hex');
}

/** Signs a model's files; the bundle goes beside the model as `model.sig`. */
export async function signModel(name: string, files: ModelFile[], signer: Signer): Promise<Uint8Array> {
  const resources = files.toSorted(byParts).map((file) => ({ name: file.name, algorithm: 'sha256', digest: file.sha256 }));
  const statement = {
    _type: statementType,
    subject: [{ name, digest: { sha256: modelDigest(resources) } }],
    predicateType: modelSignatureType,
    predicate: { serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ignore_paths: [] }, resources },
  };
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = await signer.sign(pae(statementPayloadType, payload));
  return Buffer.from(
    JSON.stringify({
      mediaType: bundleType,
      verificationMaterial: { publicKey: { hint: signer.keyId }, tlogEntries: [] },
      dsseEnvelope: {
        payload: payload.toString('base64'),
        payloadType: statementPayloadType,
        signatures: [{ sig: Buffer.from(sig).toString('base64'), keyid: '' }],
      },
    }),
  );
}

const bundleSchema = z.strictObject({
  mediaType: z.literal(bundleType),
  verificationMaterial: z.strictObject({
    publicKey: z.strictObject({ hint: z.string().max(200) }),
    tlogEntries: z.array(z.never()).optional(),
  }),
  dsseEnvelope: z.strictObject({
    payload: z.string(),
    payloadType: z.literal(statementPayloadType),
    signatures: z.array(z.strictObject({ sig: z.string().max(2000), keyid: z.string().max(200).optional() })).length(1),
  }),
});

const predicateSchema = z.strictObject({
  serialization: z.strictObject({
    method: z.literal('files'),
    hash_type: z.literal('sha256'),
    allow_symlinks: z.literal(false),
    // The gate takes no file that the signature leaves out.
    ignore_paths: z.array(z.never()).optional(),
  }),
  resources: z.array(
    z.strictObject({ name: z.string().min(1).max(4096), algorithm: z.literal('sha256'), digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

/**
 * Holds the files that are there against a signature over all of them. Strict: every file signed, none missing, none
 * ignored.
 * @throws VerificationError `signature-invalid`, or `model-files-differ` naming each file
 */
export function verifyModelBundle(bundle: Uint8Array, files: ModelFile[], keys: VerifyingKey[], subject: string): void {
  const listed = openBundle(bundle, keys, subject);
  const signed = new Map(listed.map(({ name, digest }) => [name, digest]));
  const differences = files.flatMap(({ name, sha256 }) => {
    const digest = signed.get(name);
    signed.delete(name);
    if (digest === undefined) return [`${name} is not signed`];
    return digest === sha256 ? [] : [`${name} is not the file that was signed`];
  });
  differences.push(...[...signed.keys()].map((name) => `${name} is signed and missing`));
  if (differences.length > 0) throw new VerificationError('model-files-differ', subject, differences.slice(0, 20).join('; '));
}

function openBundle(bytes: Uint8Array, keys: VerifyingKey[], subject: string): { name: string; digest: string }[] {
  const refuse = (why: string) => new VerificationError('signature-invalid', subject, `the model's signature ${why}`);
  if (bytes.length > maxBundleBytes) throw refuse(`is larger than ${maxBundleBytes} bytes`);
  const bundle = bundleSchema.safeParse(parseJson(bytes));
  if (!bundle.success) throw refuse(`is no bundle of the form admitted here: ${z.prettifyError(bundle.error)}`);
  const { dsseEnvelope, verificationMaterial } = bundle.data;
  const payload = decodeBase64(dsseEnvelope.payload);
  const sig = decodeBase64(dsseEnvelope.signatures[0]?.sig ?? '');
  const key = keys.find(({ keyId }) => keyId === verificationMaterial.publicKey.hint);
  if (!payload || !sig || !key || !verifySignature(key, pae(statementPayloadType, payload), sig)) {
    throw refuse('was not made by a key that is trusted here');
  }
  const statement = parseStatement(payload, subject);
  const predicate = predicateSchema.safeParse(statement.predicate);
  if (statement.predicateType !== modelSignatureType || !predicate.success) throw refuse('has a statement that is not admitted here');
  const { resources } = predicate.data;
  const names = new Set(resources.map(({ name }) => name));
  if (statement.subject.length !== 1 || statement.subject[0]?.digest.sha256 !== modelDigest(resources) || names.size !== resources.length) {
    throw refuse('lists files that its subject does not stand for');
  }
  return resources;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
