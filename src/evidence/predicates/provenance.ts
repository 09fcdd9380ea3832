import { z } from 'zod';
import { resourceDescriptor, timestamp, uri } from '../descriptor.ts';

/** Of a step that makes something: https://slsa.dev/spec/v1.1/provenance */
export const type = 'https://slsa.dev/provenance/v1';

export const schema = z.looseObject({
  buildDefinition: z.looseObject({
    buildType: uri,
    externalParameters: z.record(z.string(), z.json()),
    internalParameters: z.record(z.string(), z.json()).optional(),
    resolvedDependencies: z.array(resourceDescriptor).optional(),
  }),
  runDetails: z.looseObject({
    builder: z.looseObject({
      id: uri,
      version: z.record(z.string(), z.string()).optional(),
    }),
    metadata: z
      .looseObject({
        invocationId: z.string().optional(),
        startedOn: timestamp.optional(),
        finishedOn: timestamp.optional(),
      })
      .optional(),
    byproducts: z.array(resourceDescriptor).optional(),
  }),
});
