import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 1024 * 1024;

/**
 * SHA-256 of an open file in hexadecimal. One chunk is read while the one before it is hashed. Stops at `sizeBytes`:
 * a file that grows meanwhile is found by its changed size. Undefined when the deadline passes first.
 */
export async function hashFile(
  handle: FileHandle,
  sizeBytes: number,
  deadlineMs: number,
): Promise<string | undefined> {
  const hash = createHash('sha256');
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
  const readAt = (offset: number, buffer: Buffer) =>
    handle.read(buffer, 0, Math.min(chunkBytes, sizeBytes - offset), offset);
  let offset = 0;
  let pending = sizeBytes > 0 ? readAt(0, buffers[0]) : undefined;
  for (let turn = 1; pending; turn++) {
    const { bytesRead, buffer } = await pending;
    offset += bytesRead;
    const goOn = bytesRead > 0 && offset < sizeBytes;
    pending = goOn ? readAt(offset, turn % 2 === 0 ? buffers[0] : buffers[1]) : undefined;
    hash.update(buffer.subarray(0, bytesRead));
    if (performance.now() > deadlineMs) {
      await pending;
      return undefined;
    }
  }
  return hash.digest('hex');
}
