import type { Json } from '../base/canonical-json.ts';
import type { Outcome } from './step.ts';

type Predicate = Outcome['predicate'];

/**
 * SLSA provenance of a step that makes something: https://slsa.dev/spec/v1.0/provenance. The runner adds the
 * resolved dependencies, which are the step's inputs.
 */
export function provenance(
  step: string,
  externalParameters: Record<string, Json>,
  internalParameters: Record<string, Json> = {},
): Predicate {
  return {
    type: 'https://slsa.dev/provenance/v1',
    body: {
      buildDefinition: {
        buildType: `urn:holdfast:build:${step}:v1`,
        externalParameters,
        internalParameters,
        resolvedDependencies: [],
      },
      runDetails: { builder: { id: 'urn:holdfast:builder:embedded:v1' } },
    },
  };
}

/** in-toto test result of a gate: https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export function testResult(
  verdict: Outcome['verdict'],
  configuration: Json[],
  tests: { passed: string[]; failed: string[] },
): Predicate {
  return {
    type: 'https://in-toto.io/attestation/test-result/v0.1',
    body: {
      result: verdict === 'passed' ? 'PASSED' : 'FAILED',
      configuration,
      passedTests: tests.passed,
      failedTests: tests.failed,
    },
  };
}
