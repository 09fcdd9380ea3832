import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../base/errors.ts';
import { DataFolder } from './data-folder.ts';
import { asStoreError, guarded } from './file-errors.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdfast-folder-'));
});
afterEach(() => rm(root, { recursive: true }));

const bytes = Buffer.from('content');

describe('a data folder', () => {
  it('is made with all that is above it, for its owner alone', async () => {
    const data = await DataFolder.open(join(root, 'a', 'b'));
    expect(await data.create('x/y', bytes)).toBe(true);
    expect(await readFile(join(root, 'a', 'b', 'x', 'y'))).toEqual(bytes);
  });

  it('may be reached through a link, but holds none', async () => {
    await mkdir(join(root, 'real'), { mode: 0o700 });
    await symlink(join(root, 'real'), join(root, 'link'));
    const data = await DataFolder.open(join(root, 'link'));
    await data.create('inside', bytes);
    await symlink(root, join(root, 'real', 'out'));
    await expect(data.create('out/x', bytes)).rejects.toThrow('symbolic link');
    await expect(data.replace('out/x', bytes)).rejects.toThrow('symbolic link');
    await expect(data.remove('out/real')).rejects.toThrow('symbolic link');
    await expect(data.shred('out/x')).rejects.toThrow('symbolic link');
    await expect(data.read('out/real/inside', 100)).rejects.toThrow('symbolic link');
    expect((await readdir(root)).sort()).toEqual(['link', 'real']);
  });

  it('is refused when others may enter it', async () => {
    await chmod(root, 0o755);
    await expect(DataFolder.open(root)).rejects.toThrow(`chmod 700 '${root}'`);
  });

  it('is refused when it is a file', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(DataFolder.open(join(root, 'file'))).rejects.toThrow(StoreError);
  });

  it('is refused below a link that leads nowhere', async () => {
    await symlink(join(root, 'nowhere'), join(root, 'link'));
    await expect(DataFolder.open(join(root, 'link', 'data'))).rejects.toThrow(StoreError);
  });

  it('creates a file once and never over another', async () => {
    const data = await DataFolder.open(root);
    const made = await Promise.all([1, 2, 3].map((index) => data.create('x', Buffer.from([index]))));
    expect(made.filter(Boolean).length).toBe(1);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
  });

  it('shreds before it removes, and neither minds that there is nothing', async () => {
    const data = await DataFolder.open(root);
    await data.create('x/y', bytes);
    await data.shred('x/y');
    await data.shred('x/y');
    await data.remove('no/such');
    expect(await readdir(join(root, 'x'))).toEqual([]);
  });
});

describe('temporary files', () => {
  /** The process id of a process that has ended. */
  const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

  it('of dead processes are swept, those of living ones and of strangers are kept', async () => {
    const data = await DataFolder.open(root);
    const own = await data.temporary.create();
    const name = own.path.split('/').at(-1) ?? '';
    const tmp = join(root, 'tmp');
    const dead = name.replace(`-${process.pid}-`, `-${deadPid()}-`);
    const parent = name.replace(`-${process.pid}-`, `-${process.ppid}-`);
    const elsewhere = `0123456789ab-${process.pid}-0123456789abcdef`;
    const elsewhereOld = `0123456789ab-${process.pid}-fedcba9876543210`;
    for (const file of [dead, parent, elsewhere, elsewhereOld, 'stranger'])
      await writeFile(join(tmp, file), '');
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    await utimes(join(tmp, elsewhereOld), twoDaysAgo, twoDaysAgo);
    await DataFolder.open(root);
    expect((await readdir(tmp)).sort()).toEqual([name, parent, elsewhere, 'stranger'].sort());
    await data.temporary.discard(own);
  });
});

describe('an error of the file system', () => {
  it.each([
    ['ENOSPC', 'free space'],
    ['EDQUOT', 'quota'],
    ['EACCES', 'chmod'],
    ['EPERM', 'chmod'],
    ['EROFS', 'read-only'],
    ['EMFILE', 'ulimit'],
    ['EXDEV', 'two file systems'],
    ['ENOTSUP', 'hard links'],
    ['EIO', 'disk'],
    ['EBADF', 'EBADF'],
  ])('%s says what to do', (code, advice) => {
    const cause = Object.assign(new Error(code), { code });
    const error = asStoreError(cause, 'write a file', '/data/x');
    expect(error.message).toContain('could not write a file (/data/x)');
    expect(error.message).toContain(advice);
    expect(error.cause).toBe(cause);
  });

  it('is told from an error of our own', async () => {
    const own = Object.assign(new TypeError('a bug'), { code: 'ERR_INVALID_ARG_TYPE' });
    await expect(guarded('x', 'y', () => Promise.reject(own))).rejects.toBe(own);
  });
});
