import { z } from 'zod';
import { digest, digestDescriptor, digestSet, name, timestamp, uri } from '../descriptor.ts';

/** Of a deployment: the gate's answer. https://slsa.dev/spec/v1.1/verification_summary */
export const type = 'https://slsa.dev/verification_summary/v1';

export const schema = z.looseObject({
  verifier: z.looseObject({ id: uri }),
  timeVerified: timestamp,
  resourceUri: uri,
  policy: z.looseObject({ uri, digest: digestSet }),
  inputAttestations: z.array(digestDescriptor).optional(),
  verificationResult: z.enum(['PASSED', 'FAILED']),
  verifiedLevels: z.array(z.string().max(200)),
  /**
   * What was deployed where. Readers of plain summaries skip it, by the rule for extension fields:
   * https://github.com/in-toto/attestation/blob/main/spec/v1/README.md#parsing-rules
   */
  holdfast_deployment: z.strictObject({
    environment: name,
    model: name,
    version: z.number().int().positive(),
    actor: name,
    request: digest,
    action: z.enum(['deploy', 'rollback']),
    previous: digest.optional(),
  }),
});
