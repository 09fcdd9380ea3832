import { VerificationError } from '../../base/errors.ts';
import { bytesText } from '../../base/units.ts';
import {
  executionParameters,
  hyperparametersOf,
  isolationJson,
  requiredEntry,
  runContractJob,
} from '../contract.ts';
import { filesBelow, storeFolder } from '../data/folder.ts';
import { provenance } from '../predicates.ts';
import type { Step } from '../step.ts';

/** Runs the training code in the sandbox on the rows that are not held out. */
export const step: Step = {
  name: 'train',
  scope: 'model',
  takes: ['code', 'training-rows'],
  leaves: ['model', 'training-output'],
  version: 1,
  async parameters(context) {
    const entry = await requiredEntry(context, 'train');
    const hyperparameters = await hyperparametersOf(context);
    return { ...(await executionParameters(context, entry)), hyperparameters };
  },
  async run(context, { code, 'training-rows': train }) {
    if (!code || !train) throw new Error('train is missing an input');
    const entry = await requiredEntry(context, 'train');
    const hyperparameters = await hyperparametersOf(context);
    const wanted = { role: 'train', entry, code, channels: { train }, hyperparameters };
    return runContractJob(context, wanted, async (result) => {
      const files = await filesBelow(result.modelFolder);
      if (files.length === 0) {
        throw new VerificationError(
          'step-failed',
          `train ${context.model}`,
          'exited with 0 but wrote no model',
        );
      }
      const { artifacts, modelKey } = context;
      const model = await storeFolder(artifacts, files, modelKey);
      const output = await storeFolder(artifacts, await filesBelow(result.outputFolder), modelKey);
      const { isolation, wallSeconds, peakMemoryBytes } = result;
      return {
        outputs: { model, 'training-output': output },
        verdict: 'passed',
        summary: `model of ${bytesText(model.size)}, ${isolation.tier === 'sandbox' ? `isolated by ${isolation.by}` : 'NOT ISOLATED: no sandbox'}`,
        predicate: provenance(
          'train',
          { entry, hyperparameters },
          {
            isolation: isolationJson(isolation),
            wallSeconds,
            ...(peakMemoryBytes ? { peakMemoryBytes } : {}),
          },
        ),
      };
    });
  },
};
