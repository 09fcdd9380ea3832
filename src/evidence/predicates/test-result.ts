import { z } from 'zod';
import { looseDescriptor } from '../descriptor.ts';

/** Of a gate: https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const type = 'https://in-toto.io/attestation/test-result/v0.1';

const tests = z.array(z.string()).optional();

export const schema = z
  .looseObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(looseDescriptor),
    url: z.string().max(2000).optional(),
    passedTests: tests,
    warnedTests: tests,
    failedTests: tests,
  })
  .refine(
    ({ result, failedTests = [] }) => result === 'FAILED' || failedTests.length === 0,
    'did not fail, and names tests that did',
  );
