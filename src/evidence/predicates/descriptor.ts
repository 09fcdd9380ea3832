import { z } from 'zod';

/** https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md */
export const resourceDescriptor = z.looseObject({
  name: z.string().max(2000).optional(),
  uri: z.string().max(2000).optional(),
  digest: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.json()).optional(),
});

export const digestSet = z.record(z.string().max(40), z.string().max(200));

/** RFC 3339 in UTC. */
export const timestamp = z.iso.datetime();
