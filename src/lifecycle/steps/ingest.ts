import { type Digest, hexOf } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';
import { bytesText, countText } from '../../base/units.ts';
import { asDataKeyName } from '../../ports/keys.ts';
import { storeFolder } from '../data/folder.ts';
import { digestOfFiles, filesOfSource } from '../data/source.ts';
import { provenance } from '../predicates.ts';
import type { Step, StepContext } from '../step.ts';

function sourceOf(context: StepContext): string {
  return context.platform.datasets[context.dataset]?.source ?? '';
}

/** A delivery is named by its content, so the same files again are the same delivery under the same key. */
function deliveryKey(dataset: string, content: Digest) {
  return asDataKeyName(`dataset/${dataset}/${hexOf(content).slice(0, 16)}`);
}

/** Takes a delivery of a dataset in: every file as it is now, encrypted under a key of its own. */
export const step: Step = {
  name: 'ingest',
  scope: 'dataset',
  takes: [],
  leaves: ['delivery'],
  version: 1,
  async parameters(context) {
    const source = sourceOf(context);
    return { source, content: await digestOfFiles(await filesOfSource(context.project, source)) };
  },
  async run(context) {
    const source = sourceOf(context);
    const files = await filesOfSource(context.project, source);
    const content = await digestOfFiles(files);
    const delivery = await storeFolder(context.artifacts, files, deliveryKey(context.dataset, content));
    if ((await digestOfFiles(files)) !== content) {
      throw new InputError({
        code: 'source-changed',
        message: `files of ${source} changed while they were taken in`,
        fix: 'run again when nothing writes to them',
      });
    }
    const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    return {
      outputs: { delivery },
      verdict: 'passed',
      summary: `${countText(files.length, 'file')}, ${bytesText(bytes)}`,
      predicate: provenance('ingest', { dataset: context.dataset, source }, { files: files.length, content }),
    };
  },
};
