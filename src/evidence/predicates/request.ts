import { z } from 'zod';
import { digest, name, timestamp } from '../descriptor.ts';

/** What a person asked for, signed by that person. */
export const type = 'urn:holdfast:predicate:request:v1';

export const schema = z.strictObject({
  action: z.enum(['run', 'deploy', 'rollback']),
  model: name,
  environment: name,
  person: name,
  policy: digest,
  time: timestamp,
});
