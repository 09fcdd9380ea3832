import type { z } from 'zod';

/*
 * JSON files in which every byte counts: what is read must be, to the byte, what would be written for the same value.
 * So a changed blank or a doubled key is found as surely as a changed value.
 */

export function exactJson(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** The value, or undefined when the bytes are not exactly what `exactJson` writes for a value of this shape. */
export function parseExactJson<T extends object>(bytes: Uint8Array, shape: z.ZodType<T>): T | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  const { data } = shape.safeParse(raw);
  // Zod sorts keys as the shape has them, so this holds the order of keys too.
  return data !== undefined && exactJson(data).equals(bytes) ? data : undefined;
}
