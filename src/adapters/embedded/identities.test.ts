import { createPublicKey, verify } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileIdentities, identityFolder } from './identities.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'holdfast-people-')), 'identities');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

describe('identities', () => {
  it('are made once, found again, and sign', async () => {
    const identities = fileIdentities(folder);
    expect(await identities.find('ada')).toBeUndefined();
    expect(await identities.list()).toEqual([]);
    const made = await identities.create('ada');
    const found = await fileIdentities(folder).find('ada');
    expect(found?.publicKey).toBe(made.publicKey);
    const signature = await found?.sign(Buffer.from('data'));
    expect(
      verify(null, Buffer.from('data'), createPublicKey(made.publicKey), signature ?? Buffer.alloc(0)),
    ).toBe(true);
    expect(await identities.list()).toEqual(['ada']);
  });

  it('are readable by their owner alone', async () => {
    await fileIdentities(folder).create('ada');
    expect((await stat(join(folder, 'ada.pem'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('are never replaced', async () => {
    await fileIdentities(folder).create('ada');
    const before = await readFile(join(folder, 'ada.pem'), 'utf8');
    await expect(fileIdentities(folder).create('ada')).rejects.toThrow('identity-exists');
    expect(await readFile(join(folder, 'ada.pem'), 'utf8')).toBe(before);
  });

  it.each(['', '../ada', 'a/b', '.', 'a b', '-a', 'a'.repeat(60), 'ada\n'])(
    'of %j: refused',
    async (person) => {
      await expect(fileIdentities(folder).create(person)).rejects.toThrow('is no login');
      await expect(fileIdentities(folder).find(person)).rejects.toThrow('is no login');
    },
  );

  it('that others can read are refused, with what to do', async () => {
    await fileIdentities(folder).create('ada');
    await chmod(join(folder, 'ada.pem'), 0o644);
    await expect(fileIdentities(folder).find('ada')).rejects.toThrow(/can be read by others.*\n.*chmod 600/);
  });

  it('that are damaged are refused, and the message shows nothing of the key', async () => {
    await fileIdentities(folder).create('ada');
    const pem = await readFile(join(folder, 'ada.pem'), 'utf8');
    await writeFile(join(folder, 'ada.pem'), pem.slice(0, 60));
    const error: Error = await fileIdentities(folder)
      .find('ada')
      .then(String, (reason) => reason);
    expect(error.message).toContain('holds no usable private key');
    expect(error.message).not.toContain(pem.slice(30, 55));
  });
});

describe('identityFolder', () => {
  it.each([
    [{ HOLDFAST_IDENTITIES: '/keys' }, '/keys'],
    [{ XDG_CONFIG_HOME: '/config', HOME: '/home/ada' }, '/config/holdfast/identities'],
    [{ HOME: '/home/ada' }, '/home/ada/.config/holdfast/identities'],
  ])('of %j', (environment, expected) => {
    expect(identityFolder(environment)).toBe(expected);
  });
});
