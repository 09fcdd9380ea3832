import { expect } from 'vitest';
import { type VerificationCode, VerificationError } from '../../base/errors.ts';

/** A stream of these chunks. */
export async function* streamOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await listOf(source));
}

export async function listOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** The same bytes with one bit of one byte changed. */
export function flipped(bytes: Uint8Array, at: number, bit = 1): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ bit, at);
  return copy;
}

/** Checks that `work` fails with this code, and returns the error. */
export async function refusal(work: Promise<unknown>, code: VerificationCode): Promise<VerificationError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, `expected a refusal with ${code}`).toBeInstanceOf(VerificationError);
  expect((error as VerificationError).code).toBe(code);
  return error as VerificationError;
}
