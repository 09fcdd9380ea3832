import { z } from 'zod';
import { digest, name, timestamp } from '../descriptor.ts';

/** A person's approval or rejection of the bytes of a model, signed by that person. */
export const type = 'urn:holdfast:predicate:decision:v1';

export const schema = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  model: name,
  person: name,
  /** `holdfast.yaml` as it was. */
  policy: digest,
  reason: z.string().max(2000).optional(),
  time: timestamp,
});
