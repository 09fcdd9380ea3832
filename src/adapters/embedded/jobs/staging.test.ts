import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allMayRead, canReach, stage } from './staging.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdfast-staging-'));
  await chmod(root, 0o755);
});
afterEach(() => rm(root, { recursive: true }));

async function made(path: string, mode: number, text = 'x'): Promise<string> {
  const full = join(root, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, text);
  await chmod(full, mode);
  return full;
}

describe('staging', () => {
  it('knows what another user may read', async () => {
    const file = await made('code/a/train.py', 0o644);
    expect(await allMayRead(join(root, 'code'))).toBe(true);
    await chmod(file, 0o640);
    expect(await allMayRead(join(root, 'code'))).toBe(false);
    await chmod(file, 0o644);
    await chmod(join(root, 'code', 'a'), 0o754);
    expect(await allMayRead(join(root, 'code'))).toBe(false);
    await chmod(join(root, 'code', 'a'), 0o755);
    await chmod(root, 0o750);
    expect(await allMayRead(join(root, 'code'))).toBe(false);
    expect(await canReach(root)).toBe(false);
  });

  it('copies what is closed, names what is open again, and leaves the original as it is', async () => {
    const closed = await made('code/closed.py', 0o600, 'closed');
    const open = await made('code/deep/open.py', 0o644, 'open');
    const program = await made('code/run.sh', 0o700, 'program');
    await stage(join(root, 'code'), join(root, 'staged', 'code'));
    const staged = join(root, 'staged', 'code');
    expect(await allMayRead(staged)).toBe(true);
    expect(await readFile(join(staged, 'closed.py'), 'utf8')).toBe('closed');
    expect((await stat(join(staged, 'run.sh'))).mode & 0o777).toBe(0o555);
    expect((await stat(join(staged, 'deep/open.py'))).ino).toBe((await stat(open)).ino);
    expect((await stat(closed)).mode & 0o777).toBe(0o600);
    expect((await stat(program)).mode & 0o777).toBe(0o700);
  });

  it('makes an entry executable in the copy only', async () => {
    const entry = await made('code/train', 0o644);
    await stage(join(root, 'code'), join(root, 'staged'), 'train');
    expect((await stat(join(root, 'staged', 'train'))).mode & 0o777).toBe(0o555);
    expect((await stat(entry)).mode & 0o777).toBe(0o644);
  });

  it('never follows a link, so that nothing from outside comes in', async () => {
    const secret = await made('secret', 0o600, 'secret');
    await mkdir(join(root, 'code'));
    await symlink(secret, join(root, 'code', 'file'));
    await symlink(root, join(root, 'code', 'folder'));
    await stage(join(root, 'code'), join(root, 'staged'));
    expect((await lstat(join(root, 'staged', 'file'))).isSymbolicLink()).toBe(true);
    expect(await readlink(join(root, 'staged', 'folder'))).toBe(root);
  });
});
