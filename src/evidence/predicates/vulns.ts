import { z } from 'zod';
import { timestamp } from './descriptor.ts';

/** Of a scan: https://github.com/in-toto/attestation/blob/main/spec/predicates/vuln.md */
export const type = 'https://in-toto.io/attestation/vulns/v0.2';

export const schema = z.looseObject({
  scanner: z.looseObject({
    uri: z.string(),
    version: z.string().optional(),
    result: z.array(
      z.looseObject({
        id: z.string(),
        severity: z.array(z.looseObject({ method: z.string(), score: z.string() })),
      }),
    ),
  }),
  metadata: z.looseObject({ scanStartedOn: timestamp, scanFinishedOn: timestamp }),
});
