import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Digest, digestOf, hexOf, isDigest } from '../base/digest.ts';

/** Marks what it is, for people and for scanners that look for leaked secrets. */
const prefix = 'hf_';
const tokenBytes = 32;

/** A new bearer token of 256 random bits, to be shown once, and what is stored of it. */
export function newToken(): { token: string; hash: Digest } {
  const token = prefix + randomBytes(tokenBytes).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** A plain hash is enough: nobody can search through 256 random bits, as they could through passwords. */
function hashOf(token: string): Digest {
  return digestOf(token);
}

/** Takes the same time wherever the two differ. False for a hash that is none. */
export function tokenMatches(token: string, hash: string): boolean {
  if (!isDigest(hash)) return false;
  return timingSafeEqual(Buffer.from(hexOf(hashOf(token)), 'hex'), Buffer.from(hexOf(hash), 'hex'));
}
