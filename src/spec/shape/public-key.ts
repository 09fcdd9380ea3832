import { createPublicKey } from 'node:crypto';
import { expected, text } from './forms.ts';

const keyHow =
  'write SubjectPublicKeyInfo in base64 on one line: openssl pkey -in KEY -pubout -outform DER | base64 -w0';

function isPublicKey(value: string): boolean {
  const der = Buffer.from(value, 'base64');
  if (der.toString('base64') !== value) return false;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const curve = key.asymmetricKeyDetails?.namedCurve;
    const admitted = key.asymmetricKeyType === 'ed25519' || curve === 'prime256v1' || curve === 'secp384r1';
    return admitted && key.export({ format: 'der', type: 'spki' }).equals(der);
  } catch {
    return false; // Not a key at all.
  }
}

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7 in DER and base64: P-256, P-384 or Ed25519. */
export const publicKey = text('a public key', keyHow, /^[A-Za-z0-9+/]+={0,2}$/, 400).refine(
  isPublicKey,
  expected('a public key of P-256, P-384 or Ed25519', keyHow),
);
