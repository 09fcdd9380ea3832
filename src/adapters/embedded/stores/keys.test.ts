import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../base/clock.ts';
import { InputError, StoreError } from '../../../base/errors.ts';
import { flipped, refusal } from '../../../ports/contract/bytes.ts';
import { keyStoreContract } from '../../../ports/contract/keys.ts';
import { asDataKeyName, type KeyStore } from '../../../ports/keys.ts';
import { DataFolder } from './data-folder.ts';
import { openKeyStore } from './keys.ts';
import { decodeKeystore, encodeKeystore, newKeyring } from './keystore-file.ts';

const name = asDataKeyName('dataset/mails/first');
const scryptLog2 = 14;

/** A store as a process that starts now has it. The seal is cheap, to keep the tests quick. */
async function open(root: string, passphrase?: string): Promise<KeyStore> {
  const data = await DataFolder.open(root);
  return openKeyStore(data, {
    clock: systemClock,
    scryptLog2,
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}

const newFolder = () => mkdtemp(join(tmpdir(), 'holdfast-keys-'));

async function inputCode(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).issues[0]?.code;
}

describe.each([
  ['open', undefined],
  ['sealed', 'correct horse'],
])('the embedded key store, %s', (_kind, passphrase) => {
  keyStoreContract(async () => {
    const root = await newFolder();
    const file = (of: string) => join(root, 'keys', 'data', `${of}.key`);
    return {
      keys: await open(root, passphrase),
      again: () => open(root, passphrase),
      wrapped: { get: (of) => readFile(file(of)), put: (of, bytes) => writeFile(file(of), bytes) },
      close: () => rm(root, { recursive: true }),
    };
  });
});

describe('the keystore file', () => {
  let root: string;
  let path: string;
  beforeEach(async () => {
    root = await newFolder();
    path = join(root, 'keys', 'keystore.json');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is not made before a key is used, and not by a check', async () => {
    const keys = await open(root);
    await keys.check();
    expect(await keys.listDataKeys()).toEqual([]);
    expect(await readdir(root)).toEqual(['tmp']);
  });

  it('is for its owner alone', async () => {
    await (await open(root)).publicKey('log');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, 'keys'))).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['keys/keystore.json', 0o640, 'chmod 600'],
    ['keys/keystore.json', 0o604, 'chmod 600'],
    ['keys', 0o750, 'chmod 700'],
  ])('is refused when %s has mode %o, with the command that mends it', async (which, mode, fix) => {
    await (await open(root)).publicKey('log');
    await chmod(join(root, which), mode);
    const error = await (await open(root)).publicKey('log').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain(`${fix} '${join(root, which)}'`);
  });

  it.each([
    ['open', undefined],
    ['sealed', 'correct horse'],
  ])('is refused with any byte changed (%s)', async (_kind, passphrase) => {
    await (await open(root, passphrase)).publicKey('log');
    const bytes = await readFile(path);
    for (let at = 0; at < bytes.length; at += 1) {
      await refusal(decodeKeystore(flipped(bytes, at, 1 << (at % 8)), path, passphrase), 'key-damaged');
    }
    for (const length of [0, 1, bytes.length - 1]) {
      await refusal(decodeKeystore(bytes.subarray(0, length), path, passphrase), 'key-damaged');
    }
    await writeFile(path, flipped(bytes, 300));
    expect((await refusal((await open(root, passphrase)).check(), 'key-damaged')).subject).toBe(path);
    await writeFile(path, Buffer.alloc(100_000));
    await refusal((await open(root, passphrase)).check(), 'key-damaged');
  });

  it('is not made anew when it is lost and data keys are left', async () => {
    await (await open(root)).dataKey(name, { create: true });
    await rm(path);
    const later = await open(root);
    await refusal(later.check(), 'key-damaged');
    await refusal(later.publicKey('log'), 'key-damaged');
    await refusal(later.dataKey(asDataKeyName('model/new'), { create: true }), 'key-damaged');
  });

  it('is missed by a check when it is removed or replaced while it is in use', async () => {
    const keys = await open(root);
    await keys.publicKey('log');
    await writeFile(path, await encodeKeystore(newKeyring(), new Date(), undefined, scryptLog2), {
      mode: 0o600,
    });
    await refusal(keys.check(), 'key-damaged');
    await rm(path);
    await refusal(keys.check(), 'key-damaged');
  });

  it('may be no link', async () => {
    await (await open(root)).publicKey('log');
    await rename(path, join(root, 'aside'));
    await symlink(join(root, 'aside'), path);
    await refusal((await open(root)).publicKey('log'), 'key-damaged');
  });

  it('is found out when its digest is right but a half of a key is another', async () => {
    const rightDigest = (text: string) => {
      const { sha256: _, ...content } = JSON.parse(text);
      const digest = createHash('sha256')
        .update(`${JSON.stringify(content, null, 2)}\n`)
        .digest('hex');
      return Buffer.from(`${JSON.stringify({ ...content, sha256: digest }, null, 2)}\n`);
    };
    const [mine, other] = [newKeyring(), newKeyring()];
    const swapped = (text: string) =>
      rightDigest(
        JSON.stringify(JSON.parse(text), (key, value) =>
          key === 'public' ? { ...value, log: other.signing.log.publicPem } : value,
        ),
      );
    const openBytes = await encodeKeystore(mine, new Date(), undefined, scryptLog2);
    expect(rightDigest(openBytes.toString())).toEqual(openBytes);
    await refusal(decodeKeystore(swapped(openBytes.toString()), path, undefined), 'key-damaged');
    const sealedBytes = await encodeKeystore(mine, new Date(), 'pass', scryptLog2);
    expect(await inputCode(decodeKeystore(swapped(sealedBytes.toString()), path, 'pass'))).toBe(
      'passphrase-wrong',
    );
    const costly = sealedBytes.toString().replace('"log2N": 14', '"log2N": 30');
    await refusal(decodeKeystore(rightDigest(costly), path, 'pass'), 'key-damaged');
  });

  it('has a seal of OWASP strength unless a test says otherwise', async () => {
    const keys = openKeyStore(await DataFolder.open(root), { clock: systemClock, passphrase: 'x' });
    await keys.publicKey('log');
    expect(JSON.parse(await readFile(path, 'utf8')).seal).toMatchObject({
      kdf: 'scrypt',
      log2N: 17,
      r: 8,
      p: 1,
    });
  });
});

describe('the passphrase', () => {
  let root: string;
  beforeEach(async () => {
    root = await newFolder();
  });
  afterEach(() => rm(root, { recursive: true }));

  it('opens what it sealed, and nothing secret is in the file or in an error', async () => {
    const passphrase = `pass-${randomBytes(4).toString('hex')}`;
    const publicKey = await (await open(root, passphrase)).publicKey('platform');
    expect(await (await open(root, passphrase)).publicKey('platform')).toBe(publicKey);
    const text = await readFile(join(root, 'keys', 'keystore.json'), 'utf8');
    expect(text).not.toContain('PRIVATE');
    expect(text).not.toContain(passphrase);
    const error = await (await open(root, `${passphrase}x`)).check().catch(String);
    expect(error).not.toContain(passphrase);
  });

  it('is asked for, and told from a wrong one', async () => {
    await (await open(root, 'right')).publicKey('platform');
    expect(await inputCode((await open(root)).publicKey('platform'))).toBe('passphrase-missing');
    expect(await inputCode((await open(root, 'wrong')).publicKey('platform'))).toBe('passphrase-wrong');
    expect(await inputCode((await open(root, '')).publicKey('platform'))).toBe('passphrase-wrong');
  });

  it('is not ignored when the keystore is open, as one that somebody put in place would be', async () => {
    await (await open(root)).publicKey('platform');
    expect(await inputCode((await open(root, 'right')).publicKey('platform'))).toBe('passphrase-unneeded');
  });

  it('is the same however the keyboard composes its letters', async () => {
    const publicKey = await (await open(root, 'caf\u00e9')).publicKey('log');
    expect(await (await open(root, 'cafe\u0301')).publicKey('log')).toBe(publicKey);
  });
});

describe('a crash while a data key is destroyed', () => {
  it('leaves it erased, and its file goes when the keys are next used', async () => {
    const root = await newFolder();
    const file = join(root, 'keys', 'data', `${name}.key`);
    const keys = await open(root);
    await keys.dataKey(name, { create: true });
    const wrapped = await readFile(file);
    await keys.destroyDataKey(name);
    await writeFile(file, wrapped);
    await refusal(keys.dataKey(name), 'data-erased');
    await refusal((await open(root)).dataKey(name, { create: true }), 'data-erased');
    expect(await readdir(join(root, 'keys', 'data', 'dataset', 'mails'))).toEqual(['first.destroyed']);
    await writeFile(join(root, 'keys', 'data', `${name}.destroyed`), 'no longer a tombstone');
    await refusal((await open(root)).dataKey(name, { create: true }), 'data-erased');
    await rm(root, { recursive: true });
  });
});
