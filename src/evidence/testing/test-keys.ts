import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Signer, type VerifyingKey, verifyingKey } from '../keys.ts';

export interface TestKey {
  key: VerifyingKey;
  signer: Signer;
}

export type Kind = 'P-256' | 'P-384' | 'P-521' | 'Ed25519';

const hashes: Record<Kind, string | null> = {
  'P-256': 'sha256',
  'P-384': 'sha384',
  'P-521': 'sha512',
  Ed25519: null,
};

function pair(kind: Kind): { privateKey: KeyObject; publicKey: KeyObject } {
  return kind === 'Ed25519'
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: kind });
}

export const pemOf = (publicKey: KeyObject): string =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString();

export function testKey(kind: Kind): TestKey {
  const { privateKey, publicKey } = pair(kind);
  const key = verifyingKey(pemOf(publicKey));
  return { key, signer: { keyId: key.keyId, sign: async (data) => sign(hashes[kind], data, privateKey) } };
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** A published Ed25519 key, from the 32 bytes of its seed: RFC 8410. */
export function ed25519Signer(seed: Buffer, key: VerifyingKey): Signer {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  return { keyId: key.keyId, sign: async (data) => sign(null, data, privateKey) };
}

export function ed25519Key(raw: Buffer): VerifyingKey {
  const base64 = Buffer.concat([spki, raw]).toString('base64');
  return verifyingKey(`-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`);
}

/** Every way to change one byte of a text: each of its bits flipped alone, and a few bytes that matter to parsers. */
export function* changedBytes(bytes: Uint8Array): Generator<{ at: number; bytes: Buffer }> {
  for (let at = 0; at < bytes.length; at += 1) {
    const was = bytes[at] ?? 0;
    const others = new Set([
      0x20,
      0x0a,
      0x22,
      0x5c,
      0x00,
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((bit) => was ^ (1 << bit)),
    ]);
    others.delete(was);
    for (const other of others) {
      const changed = Buffer.from(bytes);
      changed[at] = other;
      yield { at, bytes: changed };
    }
  }
}

/** The code that `work` was refused with; undefined when it was not refused. Anything but a refusal is thrown on. */
export function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.name === 'VerificationError')
      return String(error.code);
    throw error;
  }
}
