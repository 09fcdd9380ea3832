import { z } from 'zod';

/** Of a registration: https://github.com/in-toto/attestation/blob/main/spec/predicates/release.md */
export const type = 'https://in-toto.io/attestation/release/v0.1';

export const schema = z.looseObject({ purl: z.string(), releaseId: z.string().optional() });
