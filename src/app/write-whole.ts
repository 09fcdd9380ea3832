import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../base/errors.ts';

/** Readers see the whole file or none; plans and reports may hold secrets, so that only its owner may read it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const part = join(dirname(file), `.holdfast-${process.pid}-${Date.now()}.part`);
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (cause) {
    await rm(part, { force: true });
    throw new StoreError(`cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}
