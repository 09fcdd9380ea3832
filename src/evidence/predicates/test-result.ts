import { z } from 'zod';
import { resourceDescriptor } from './descriptor.ts';

/** Of a gate: https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const type = 'https://in-toto.io/attestation/test-result/v0.1';

export const schema = z.looseObject({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  configuration: z.array(resourceDescriptor),
  url: z.string().optional(),
  passedTests: z.array(z.string()).optional(),
  warnedTests: z.array(z.string()).optional(),
  failedTests: z.array(z.string()).optional(),
});
