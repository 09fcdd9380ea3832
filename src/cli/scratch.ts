import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../base/is-alive.ts';

const form = /^holdfast-run-(\d+)-[A-Za-z0-9]{6}$/;

/**
 * Gives `use` a new folder that only this user can enter, and removes it afterwards. It holds decrypted data, so what a
 * killed process could not remove is removed by the next one.
 */
export async function withScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), `holdfast-run-${process.pid}-`));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = Number(form.exec(name)?.[1] ?? 0);
    const path = join(tmpdir(), name);
    if (pid > 0 && !isAlive(pid) && (await isOwn(path))) await rm(path, { recursive: true, force: true });
  }
}

async function isOwn(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}
