import { z } from 'zod';
import { timestamp, uri } from '../descriptor.ts';

/** Of a scan: https://github.com/in-toto/attestation/blob/main/spec/predicates/vulns_02.md */
export const type = 'https://in-toto.io/attestation/vulns/v0.2';

const finding = z.looseObject({
  id: z.string().max(8192),
  severity: z.array(z.looseObject({ method: z.string().max(200), score: z.string().max(200) })),
});

export const schema = z.looseObject({
  scanner: z.looseObject({
    uri,
    version: z.string().max(200).optional(),
    /** Of a scanner that looks things up. Holdfast's rules come with its version. */
    db: z
      .looseObject({
        uri: uri.optional(),
        version: z.string().max(200).optional(),
        lastUpdate: timestamp,
      })
      .optional(),
    result: z.array(finding),
  }),
  metadata: z.looseObject({ scanStartedOn: timestamp, scanFinishedOn: timestamp }),
});
