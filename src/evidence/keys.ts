import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { VerificationError } from '../base/errors.ts';

/** Signs without showing its key. */
export interface Signer {
  keyId: string;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface VerifyingKey {
  /** Hexadecimal SHA-256 of the PEM text, as OpenSSF Model Signing's `publicKey.hint`. */
  keyId: string;
  /** SubjectPublicKeyInfo, in the one form that OpenSSL writes, the point of an elliptic key uncompressed. */
  pem: string;
  key: KeyObject;
}

/** The hash that goes with each curve: https://github.com/sigstore/architecture-docs/blob/main/algorithm-registry.md */
const hashOfCurve: Record<string, string> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
};

/** @throws VerificationError `key-damaged` for anything but P-256, P-384, P-521 and Ed25519 */
export function verifyingKey(spkiPem: string): VerifyingKey {
  const parsed = parse(spkiPem);
  if (parsed.asymmetricKeyType !== 'ed25519' && hashOf(parsed) === undefined) {
    throw new VerificationError(
      'key-damaged',
      'public key',
      'is neither Ed25519 nor on P-256, P-384 or P-521',
    );
  }
  // By way of JWK, which has no compressed points: the same key has one PEM text and one id.
  const key = createPublicKey({ key: parsed.export({ format: 'jwk' }), format: 'jwk' });
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  return { keyId: createHash('sha256').update(pem).digest('hex'), pem, key };
}

function parse(spkiPem: string): KeyObject {
  // createPublicKey would also take a private key and derive the public one: that never belongs here.
  if (/^-----BEGIN PUBLIC KEY-----\n/.test(spkiPem) && spkiPem.length < 4096) {
    try {
      return createPublicKey(spkiPem);
    } catch {
      // Falls through to the one error.
    }
  }
  throw new VerificationError('key-damaged', 'public key', 'is no SubjectPublicKeyInfo in PEM');
}

function hashOf(key: KeyObject): string | undefined {
  return key.asymmetricKeyType === 'ec' ? hashOfCurve[key.asymmetricKeyDetails?.namedCurve ?? ''] : undefined;
}

/** ECDSA with the curve's hash and DER signatures, or pure Ed25519. Never throws on a malformed signature. */
export function verifySignature({ key }: VerifyingKey, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (key.asymmetricKeyType === 'ed25519') return verify(null, data, key, signature);
    const hash = hashOf(key);
    return hash !== undefined && verify(hash, data, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}
