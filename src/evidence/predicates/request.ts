import { z } from 'zod';
import { timestamp } from './descriptor.ts';

/** What a person asked for, signed by that person. */
export const type = 'urn:holdfast:predicate:request:v1';

export const schema = z.strictObject({
  action: z.enum(['run', 'deploy', 'rollback']),
  model: z.string(),
  environment: z.string(),
  person: z.string(),
  policy: z.string(),
  time: timestamp,
});
