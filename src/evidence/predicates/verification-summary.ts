import { z } from 'zod';
import { digestSet, resourceDescriptor, timestamp } from './descriptor.ts';

/** Of a deployment: the gate's answer. https://slsa.dev/spec/v1.0/verification_summary */
export const type = 'https://slsa.dev/verification_summary/v1';

export const schema = z.looseObject({
  verifier: z.looseObject({ id: z.string() }),
  timeVerified: timestamp,
  resourceUri: z.string(),
  policy: z.looseObject({ uri: z.string().optional(), digest: digestSet.optional() }),
  inputAttestations: z.array(resourceDescriptor).optional(),
  verificationResult: z.enum(['PASSED', 'FAILED']),
  verifiedLevels: z.array(z.string()),
  /** SLSA's form for a vendor's extension. */
  holdfast_deployment: z.strictObject({
    environment: z.string(),
    model: z.string(),
    version: z.number().int().positive(),
    actor: z.string(),
    request: z.string(),
    action: z.enum(['deploy', 'rollback']),
    previous: z.string().optional(),
  }),
});
