import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError, StoreError } from '../../base/errors.ts';
import type { IdentityStore, PersonKey } from '../../ports/identities.ts';

/** `HOLDFAST_IDENTITIES`, else `holdfast/identities` in the user's folder for settings. */
export function identityFolder(environment: Record<string, string | undefined>): string {
  if (environment.HOLDFAST_IDENTITIES) return environment.HOLDFAST_IDENTITIES;
  return join(
    environment.XDG_CONFIG_HOME ?? join(environment.HOME ?? homedir(), '.config'),
    'holdfast',
    'identities',
  );
}

const login = /^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$/;

/** One PKCS#8 PEM file with an Ed25519 key for each person, readable by its owner alone. */
export function fileIdentities(folder: string): IdentityStore {
  const pathOf = (person: string): string => {
    if (!login.test(person)) {
      throw new InputError({
        code: 'person-invalid',
        message: `${JSON.stringify(person)} is no login`,
        fix: 'use the name that stands in teams.*.members',
      });
    }
    return join(folder, `${person}.pem`);
  };
  return {
    location: folder,
    async find(person) {
      const path = pathOf(person);
      const pem = await readPrivate(path);
      return pem === undefined ? undefined : personKey(person, parseKey(pem, path));
    },
    async create(person) {
      const path = pathOf(person);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { privateKey } = generateKeyPairSync('ed25519');
      await writeNew(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), person);
      return personKey(person, privateKey);
    },
    async list() {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => name.endsWith('.pem'))
        .map((name) => name.slice(0, -'.pem'.length))
        .sort();
    },
  };
}

function personKey(person: string, key: KeyObject): PersonKey {
  return {
    person,
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    // Ed25519 signs the data itself; ECDSA keys, which a person may bring, sign its SHA-256.
    sign: async (data) => sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key),
  };
}

async function readPrivate(path: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new InputError({
        code: 'identity-readable',
        message: `${path} can be read by others`,
        fix: `run \`chmod 600 ${path}\`; if others may have read it, make a new key`,
      });
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof InputError) throw error;
    throw new StoreError(`cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
}

function parseKey(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // The cause may quote the key: it is left out.
    throw new InputError({
      code: 'identity-damaged',
      message: `${path} holds no usable private key`,
      fix: 'restore it from a backup, or make a new one and pin it',
    });
  }
}

async function writeNew(path: string, pem: string | Buffer, person: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(pem);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StoreError(`cannot write ${path}: ${(error as Error).message}`, { cause: error });
    }
    throw new InputError({
      code: 'identity-exists',
      message: `${person} has a key in ${path}`,
      fix: 'use it, or move it away first',
    });
  }
}
