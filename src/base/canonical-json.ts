import canonicalize from 'canonicalize';
import { type Digest, digestOf } from './digest.ts';

/** What JSON can carry, and nothing that it would change silently. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** RFC 8785: one text for one value, so that a digest of it means the value. */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

export function digestOfJson(value: Json): Digest {
  return digestOf(canonicalJson(value));
}
