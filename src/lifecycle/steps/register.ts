import { hexOf } from '../../base/digest.ts';
import type { Step } from '../step.ts';

/**
 * Makes the model a version that can be approved. Its number is its place among the model's registrations in the
 * log, so nothing can be registered twice or renumbered.
 */
export const step: Step = {
  name: 'register',
  scope: 'model',
  takes: ['model', 'signature', 'scan-report', 'evaluation'],
  leaves: [],
  version: 1,
  recordedOnly: true,
  async parameters() {
    return {};
  },
  async run({ platform, model: name }, { model }) {
    if (!model) throw new Error('register is missing the model');
    const releaseId = `${platform.name}/${name}@${model.digest}`;
    return {
      outputs: {},
      verdict: 'passed',
      summary: model.digest.slice(0, 19),
      judges: ['model'],
      predicate: {
        type: 'https://in-toto.io/attestation/release/v0.1',
        body: {
          purl: `pkg:generic/${platform.name}/${name}@${hexOf(model.digest)}?checksum=${model.digest}`,
          releaseId,
        },
      },
    };
  },
};
