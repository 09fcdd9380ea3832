import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, type Json } from '../../../base/canonical-json.ts';
import { InputError, VerificationError } from '../../../base/errors.ts';
import { type SigningKeyName, signingKeyNames } from '../../../ports/keys.ts';
import { exactJson, parseExactJson } from './exact-json.ts';

export const keystoreMaxBytes = 64 * 1024;

/** The keystore's keys, open. */
export interface Keyring {
  signing: Record<SigningKeyName, { private: KeyObject; publicPem: string }>;
  /** 32 bytes; wraps the data keys. */
  wrapping: Buffer;
}

/** log2 of scrypt's N. 17 is OWASP's first choice: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
export const defaultScryptLog2 = 17;

const base64 = z
  .string()
  .max(4096)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
const pem = z.string().max(4096);
const secretShape = z.strictObject({ platform: pem, log: pem, wrapping: base64 });
type Secret = z.infer<typeof secretShape>;

// Bounded, because whoever can write the file would otherwise choose how much memory and time we spend: at most
// 128 * 8 * 2^18 bytes = 256 MiB.
const sealShape = z.strictObject({
  kdf: z.literal('scrypt'),
  log2N: z.int().min(14).max(18),
  r: z.literal(8),
  p: z.literal(1),
  salt: base64,
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  tag: base64,
  sealed: base64,
});

const openShape = z.strictObject({
  format: z.literal('holdfast-keystore-v1'),
  created: z.iso.datetime(),
  public: z.strictObject({ platform: pem, log: pem }),
});
const fileShape = z.union([
  openShape.extend({ secret: secretShape, sha256: z.hash('sha256') }),
  openShape.extend({ seal: sealShape, sha256: z.hash('sha256') }),
]);
type KeystoreFile = z.infer<typeof fileShape>;
type Seal = z.infer<typeof sealShape>;
type Public = z.infer<typeof openShape>;

/** A digest over all else. It finds accidents; against intent there is the seal. */
function withDigest<T extends object>(content: T): T & { sha256: string } {
  const sha256 = createHash('sha256').update(exactJson(content)).digest('hex');
  return { ...content, sha256 };
}

export function newKeyring(): Keyring {
  const made = {
    platform: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    log: generateKeyPairSync('ed25519'),
  };
  const signing = (name: SigningKeyName) => ({
    private: made[name].privateKey,
    publicPem: publicPemOf(made[name].publicKey),
  });
  return { signing: { platform: signing('platform'), log: signing('log') }, wrapping: randomBytes(32) };
}

function publicPemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function sealKey(passphrase: string, seal: Pick<Seal, 'log2N' | 'r' | 'p' | 'salt'>): Promise<Buffer> {
  const options = { N: 2 ** seal.log2N, r: seal.r, p: seal.p, maxmem: 512 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(seal.salt, 'base64'), 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** What the seal authenticates beside the secret: the public halves and its own parameters. */
function sealContext(head: Public, seal: Omit<Seal, 'tag' | 'sealed'>): Buffer {
  const { format, created } = head;
  const { kdf, log2N, r, p, salt, cipher, nonce } = seal;
  const context: Json = { format, created, public: head.public, kdf, log2N, r, p, salt, cipher, nonce };
  return Buffer.from(canonicalJson(context));
}

async function sealed(secret: Secret, head: Public, passphrase: string, log2N: number): Promise<Seal> {
  const parameters = {
    kdf: 'scrypt' as const,
    log2N,
    r: 8 as const,
    p: 1 as const,
    salt: randomBytes(16).toString('base64'),
    cipher: 'aes-256-gcm' as const,
    nonce: randomBytes(12).toString('base64'),
  };
  const key = await sealKey(passphrase, parameters);
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(parameters.nonce, 'base64'));
  cipher.setAAD(sealContext(head, parameters));
  const bytes = Buffer.concat([cipher.update(exactJson(secret)), cipher.final()]);
  return { ...parameters, tag: cipher.getAuthTag().toString('base64'), sealed: bytes.toString('base64') };
}

/** The bytes of a keystore file; sealed when a passphrase is given. */
export async function encodeKeystore(
  keyring: Keyring,
  created: Date,
  passphrase: string | undefined,
  log2N: number,
): Promise<Buffer> {
  const { platform, log } = keyring.signing;
  const head: Public = {
    format: 'holdfast-keystore-v1',
    created: created.toISOString(),
    public: { platform: platform.publicPem, log: log.publicPem },
  };
  const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const secret: Secret = {
    platform: privatePem(platform.private),
    log: privatePem(log.private),
    wrapping: keyring.wrapping.toString('base64'),
  };
  if (passphrase === undefined) return exactJson(withDigest({ ...head, secret }));
  return exactJson(withDigest({ ...head, seal: await sealed(secret, head, passphrase, log2N) }));
}

function damaged(path: string, what: string): VerificationError {
  return new VerificationError('key-damaged', path, `${what}; restore it from a backup`);
}

function parse(bytes: Uint8Array, path: string): KeystoreFile {
  const file = parseExactJson(bytes, fileShape);
  if (file === undefined) throw damaged(path, 'it is not a keystore as Holdfast writes it');
  const { sha256, ...content } = file;
  if (withDigest(content).sha256 !== sha256) throw damaged(path, 'it was changed since it was written');
  return file;
}

async function unsealed(
  file: Public & { seal: Seal },
  path: string,
  passphrase: string | undefined,
): Promise<Secret> {
  if (passphrase === undefined) {
    throw new InputError({
      code: 'passphrase-missing',
      message: `the keystore ${path} is sealed by a passphrase and none was given`,
      fix: 'put the passphrase into a file that only you can read, and its path into HOLDFAST_PASSPHRASE_FILE',
    });
  }
  const { seal } = file;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await sealKey(passphrase, seal),
    Buffer.from(seal.nonce, 'base64'),
    { authTagLength: 16 },
  );
  decipher.setAAD(sealContext(file, seal));
  let plain: Buffer;
  try {
    decipher.setAuthTag(Buffer.from(seal.tag, 'base64'));
    plain = Buffer.concat([decipher.update(Buffer.from(seal.sealed, 'base64')), decipher.final()]);
  } catch {
    throw new InputError({
      code: 'passphrase-wrong',
      message: `the passphrase does not open the keystore ${path}, or somebody changed its seal`,
      fix: 'check the file that HOLDFAST_PASSPHRASE_FILE names, also for blanks and line ends',
    });
  }
  const secret = parseExactJson(plain, secretShape);
  if (secret === undefined) throw damaged(path, 'what is sealed in it is not a set of keys');
  return secret;
}

/** Accepting an open keystore silently would let anyone who can write the folder put in one of his own. */
function refuseUnneeded(passphrase: string | undefined, path: string): void {
  if (passphrase === undefined) return;
  throw new InputError({
    code: 'passphrase-unneeded',
    message: `a passphrase was given but the keystore ${path} is not sealed`,
    fix: 'unset HOLDFAST_PASSPHRASE_FILE if you made this keystore without one; otherwise somebody replaced it',
  });
}

function signingKey(
  name: SigningKeyName,
  secret: Secret,
  file: Public,
  path: string,
): Keyring['signing'][SigningKeyName] {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(secret[name]);
  } catch {
    throw damaged(path, `its ${name} key cannot be read`);
  }
  const publicPem = publicPemOf(createPublicKey(privateKey));
  if (publicPem !== file.public[name])
    throw damaged(path, `the halves of its ${name} key do not belong together`);
  const kind = name === 'platform' ? 'ec prime256v1' : 'ed25519';
  const { asymmetricKeyType, asymmetricKeyDetails } = privateKey;
  const found = [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter((part) => part !== undefined);
  if (found.join(' ') !== kind) throw damaged(path, `its ${name} key is ${found.join(' ')} and not ${kind}`);
  return { private: privateKey, publicPem };
}

/**
 * @throws VerificationError `key-damaged` when any byte is not as it was written
 * @throws InputError `passphrase-missing`, `passphrase-wrong`, `passphrase-unneeded`
 */
export async function decodeKeystore(
  bytes: Uint8Array,
  path: string,
  passphrase: string | undefined,
): Promise<Keyring> {
  const file = parse(bytes, path);
  if ('secret' in file) refuseUnneeded(passphrase, path);
  const secret = 'secret' in file ? file.secret : await unsealed(file, path, passphrase);
  const wrapping = Buffer.from(secret.wrapping, 'base64');
  if (wrapping.length !== 32) throw damaged(path, 'its wrapping key has not 32 bytes');
  const [platform, log] = signingKeyNames.map((name) => signingKey(name, secret, file, path));
  if (platform === undefined || log === undefined) throw damaged(path, 'it lacks a signing key');
  return { signing: { platform, log }, wrapping };
}
