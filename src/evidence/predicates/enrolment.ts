import { z } from 'zod';
import { name, publicKey, timestamp } from '../descriptor.ts';

/** Ties a person to a public key. `pinned`: `holdfast.yaml` named the key; else it was the first that was used. */
export const type = 'urn:holdfast:predicate:enrolment:v1';

export const schema = z.strictObject({ person: name, publicKey, pinned: z.boolean(), time: timestamp });
