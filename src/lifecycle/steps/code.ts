import { join } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { countText } from '../../base/units.ts';
import { storeFolder } from '../data/folder.ts';
import { digestOfFiles, filesOfSource, type SourceFile } from '../data/source.ts';
import { provenance } from '../predicates.ts';
import type { Step, StepContext } from '../step.ts';

/** Packages, caches and tests do not train: changing them must not train anew. */
const notCode = /(^|\/)(node_modules|__pycache__|\.git|\.holdfast)$|\.test\.[a-z]+$/;
const maxCodeBytes = 100 * 1024 * 1024;

async function codeFiles({ platform, model, project }: StepContext): Promise<SourceFile[]> {
  const folder = platform.models[model]?.train.code ?? '';
  const files = await filesOfSource(project, folder, notCode);
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (total > maxCodeBytes) {
    throw new InputError({
      code: 'code-too-large',
      message: `${join(project, folder)} holds ${total} bytes; training code may have ${maxCodeBytes}`,
      fix: 'keep data and packages out of the code folder',
    });
  }
  return files;
}

/** Keeps the training code as it is now: what runs later, and what lineage shows, are exactly these bytes. */
export const step: Step = {
  name: 'code',
  scope: 'model',
  takes: [],
  leaves: ['code'],
  version: 1,
  async parameters(context) {
    return { content: await digestOfFiles(await codeFiles(context)) };
  },
  async run(context) {
    const files = await codeFiles(context);
    const code = await storeFolder(context.artifacts, files, context.modelKey);
    return {
      outputs: { code },
      verdict: 'passed',
      summary: countText(files.length, 'file'),
      predicate: provenance('code', { files: files.map(({ path }) => path).slice(0, 1000) }),
    };
  },
};
