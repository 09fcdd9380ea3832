import { z } from 'zod';

/**
 * Of a registration: https://github.com/in-toto/attestation/blob/main/spec/predicates/release.md, in its version 0.1,
 * where `releaseId` is what 0.2 calls `packageId`.
 */
export const type = 'https://in-toto.io/attestation/release/v0.1';

export const schema = z.looseObject({
  purl: z.string().startsWith('pkg:').max(2000),
  releaseId: z.string().max(2000).optional(),
});
