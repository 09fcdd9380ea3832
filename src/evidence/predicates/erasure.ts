import { z } from 'zod';
import { digest, name, timestamp } from '../descriptor.ts';

/**
 * A data key was destroyed, so that what was encrypted under it is gone for good. The subjects are the artifacts that
 * this made unreadable: an audit reports those as erased and not as lost.
 */
export const type = 'urn:holdfast:predicate:erasure:v1';

export const schema = z.strictObject({
  /** The data key's name: `dataset/<name>/<delivery>`. */
  key: name,
  person: name,
  policy: digest,
  reason: z.string().max(2000).optional(),
  time: timestamp,
});
