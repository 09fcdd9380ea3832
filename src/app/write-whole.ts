import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreError } from '../base/errors.ts';

/**
 * Readers see the whole file or none. Plans and reports may hold secrets, so that only the owner may read what is
 * written, unless another mode is given.
 */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const part = join(dirname(file), `.holdfast-${process.pid}-${Date.now()}.part`);
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(part, 'wx', mode);
    try {
      await handle.writeFile(content);
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
