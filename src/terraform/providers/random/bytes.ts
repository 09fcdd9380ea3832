import { createHash } from 'node:crypto';
import type { Value } from '../../protocol/value.ts';
import { isObject } from '../../protocol/value.ts';
import type { Computing } from '../knowledge.ts';

/** Above what anyone asks for: a larger result stays a placeholder. */
export const randomMaxBytes = 64 * 1024;

/**
 * Bytes that look random and are always the same for one resource, its keepers and a label. Nothing that is made of
 * them is a secret.
 */
export function bytesOf(of: Computing, sizeBytes: number, label: string): Buffer {
  const keepers = keepersOf(of.value('keepers'));
  const chunks: Buffer[] = [];
  for (let at = 0; at * 32 < sizeBytes; at++)
    chunks.push(Buffer.from(of.hex(64, `${label}-${keepers}${at}`), 'hex'));
  return Buffer.concat(chunks).subarray(0, sizeBytes);
}

/** Other keepers, another result: https://registry.terraform.io/providers/hashicorp/random/latest/docs#resource-keepers */
function keepersOf(value: Value | undefined): string {
  if (!isObject(value)) return '';
  const sorted = Object.entries(value)
    .map(([name, keeper]) => [name, typeof keeper === 'string' ? keeper : null])
    .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
  return `${createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16)}-`;
}

/** A number of at least 0 and below `below`, of six bytes each at their place. */
export function below(bytes: Buffer, at: number, limit: number): number {
  return bytes.readUIntBE(at * 6, 6) % limit;
}

/** A permutation of the elements (Fisher and Yates), taken from the bytes: six for each element. */
export function shuffled<Element>(elements: Element[], bytes: Buffer): Element[] {
  const left = [...elements];
  return elements.flatMap((_, at) => left.splice(below(bytes, at, left.length), 1));
}
