import { createHash } from 'node:crypto';
import { signModel } from '../../evidence/model-signing.ts';
import { readFolder } from '../data/folder.ts';
import { storeBytes } from '../data/json-artifact.ts';
import { provenance } from '../predicates.ts';
import { platformSigner } from '../signers.ts';
import type { Step } from '../step.ts';

/** Models are held in memory here and when served; the bound is ONNX's own for one file (protobuf: 2 GiB). */
export const maxModelBytes = 2 * 1024 ** 3;

/** Signs every file of the model, as OpenSSF Model Signing does, so that others can verify it without Holdfast. */
export const step: Step = {
  name: 'sign',
  scope: 'model',
  takes: ['model', 'scan-report', 'evaluation'],
  leaves: ['signature'],
  version: 1,
  recordedOnly: true,
  async parameters({ keys }) {
    return { signer: (await platformSigner(keys)).keyId };
  },
  async run(context, { model }) {
    if (!model) throw new Error('sign is missing the model');
    const files = await readFolder(context.artifacts, model, maxModelBytes);
    const resources = [...files].map(([name, bytes]) => ({
      name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }));
    const signer = await platformSigner(context.keys);
    const bundle = await signModel(context.model, resources, signer);
    return {
      outputs: { signature: await storeBytes(context.artifacts, bundle, context.modelKey) },
      verdict: 'passed',
      summary: `${resources.length} file${resources.length === 1 ? '' : 's'}, key ${signer.keyId.slice(0, 12)}`,
      predicate: provenance(
        'sign',
        { method: 'https://model_signing/signature/v1.0' },
        { signer: signer.keyId },
      ),
    };
  },
};
