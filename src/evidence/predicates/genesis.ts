import { z } from 'zod';
import { name, publicKey, timestamp } from '../descriptor.ts';

/** The first entry of a log: whose it is, and the keys that it is signed with. */
export const type = 'urn:holdfast:predicate:genesis:v1';

export const schema = z.strictObject({
  origin: name,
  platformKey: publicKey,
  logKey: publicKey,
  time: timestamp,
});
