import { type Signer, verifyingKey } from '../evidence/keys.ts';
import type { KeyStore, SigningKeyName } from '../ports/keys.ts';

async function signerOf(keys: KeyStore, name: SigningKeyName): Promise<Signer> {
  const { keyId } = verifyingKey(await keys.publicKey(name));
  return { keyId, sign: (data) => keys.sign(name, data) };
}

/** Signs the statements of all steps. On one machine it is one key, which gives no separation of duty. */
export const platformSigner = (keys: KeyStore): Promise<Signer> => signerOf(keys, 'platform');

/** Signs the checkpoints of the log, and nothing else. */
export const logSigner = (keys: KeyStore): Promise<Signer> => signerOf(keys, 'log');
