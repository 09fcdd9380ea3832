import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tinyProject } from '../../src/app/testing/tiny-project.ts';
import { inProject, runDivide } from '../../src/app/testing/workspace.ts';
import type { Measurement } from '../bench.ts';
import { medianSeconds } from '../timing.ts';

const files = 5_000;
const bytesEach = 6_000;

/** A run in which nothing changed, on 5,000 small files, against reading and hashing those files. */
export async function measure(): Promise<Measurement[]> {
  const project = await tinyProject();
  try {
    const yaml = await readFile(join(project.folder, 'holdfast.yaml'), 'utf8');
    await project.write('holdfast.yaml', yaml.replace('data/*.csv', 'data/**'));
    await mkdir(join(project.folder, 'data', 'more'));
    const paths = Array.from({ length: files }, (_, index) =>
      join(project.folder, 'data', 'more', `${index}.txt`),
    );
    for (const path of paths) await writeFile(path, path.padEnd(bytesEach, '.'));
    await inProject(project.folder, (workspace) => runDivide(workspace));
    const ours = await medianSeconds(() => inProject(project.folder, (workspace) => runDivide(workspace)));
    const reference = await medianSeconds(async () => {
      for (const path of paths)
        createHash('sha256')
          .update(await readFile(path))
          .digest();
    });
    return [{ what: 'run with nothing to do, 5,000 files', ours, reference, unit: 's', limit: 3 }];
  } finally {
    await project.remove();
  }
}
