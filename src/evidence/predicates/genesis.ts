import { z } from 'zod';
import { timestamp } from './descriptor.ts';

/** The first entry of a log: whose it is, and the keys that it is signed with. */
export const type = 'urn:holdfast:predicate:genesis:v1';

export const schema = z.strictObject({ origin: z.string(), platformKey: z.string(), logKey: z.string(), time: timestamp });
