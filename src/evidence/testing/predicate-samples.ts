import type { Json } from '../../base/canonical-json.ts';
import { testKey } from './test-keys.ts';

const time = '2026-03-01T12:00:00.000Z';
const hex = 'ab'.repeat(32);
const digest = `sha256:${hex}`;
const { pem } = testKey('P-256').key;
const decided = { model: 'spam-filter', person: 'ada', policy: digest, time };

/** One whole predicate of each file in `predicates/`, by the file's name. */
export const samples: Record<string, Record<string, Json>> = {
  decision: { ...decided, decision: 'approve' },
  enrolment: { person: 'ada', publicKey: pem, pinned: false, time },
  erasure: { key: 'dataset/mails/2026-03', person: 'ada', policy: digest, time },
  genesis: { origin: 'holdfast/example', platformKey: pem, logKey: pem, time },
  'model-signature': {
    serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false },
    resources: [{ name: 'model.onnx', algorithm: 'sha256', digest: hex }],
  },
  provenance: {
    buildDefinition: {
      buildType: 'urn:holdfast:build:train:v1',
      externalParameters: { epochs: 3 },
      internalParameters: {},
      resolvedDependencies: [{ name: 'code', digest: { sha256: hex } }],
    },
    runDetails: {
      builder: { id: 'urn:holdfast:builder:embedded:v1', version: { holdfast: '0.1.0' } },
      metadata: { invocationId: digest, startedOn: time, finishedOn: time },
      byproducts: [{ name: 'log', digest: { sha256: hex } }],
    },
  },
  release: { purl: 'pkg:generic/example/spam-filter@1' },
  request: {
    action: 'run',
    model: 'spam-filter',
    environment: 'local',
    person: 'ada',
    policy: digest,
    time,
  },
  'test-result': {
    result: 'PASSED',
    configuration: [{ name: 'gates', digest: { sha256: hex } }],
    passedTests: ['precision >= 0.98'],
  },
  'verification-summary': {
    verifier: { id: 'urn:holdfast:verifier:v1' },
    timeVerified: time,
    resourceUri: 'urn:holdfast:example:local:spam-filter',
    policy: { uri: 'holdfast.yaml', digest: { sha256: hex } },
    inputAttestations: [{ uri: `envelope/${hex}.json`, digest: { sha256: hex } }],
    verificationResult: 'PASSED',
    verifiedLevels: [],
    holdfast_deployment: {
      environment: 'local',
      model: 'spam-filter',
      version: 1,
      actor: 'ada',
      request: digest,
      action: 'deploy',
    },
  },
  vulns: {
    scanner: {
      uri: 'urn:holdfast:scanner:v1',
      result: [{ id: 'onnx-x', severity: [{ method: 'holdfast', score: 'low' }] }],
    },
    metadata: { scanStartedOn: time, scanFinishedOn: time },
  },
};
