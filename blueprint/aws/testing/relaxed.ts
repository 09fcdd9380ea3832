import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attributeOf, type Span } from '../../../src/terraform/source/body.ts';
import { dispose } from '../../../src/terraform/source/source-file.ts';
import { parsed } from './parsed.ts';

/**
 * Takes one validation out of each variable of a module: the one at a place, counted from 0.
 * @returns the variables that had one there
 */
export async function relax(dir: string, at: number): Promise<string[]> {
  const relaxed: string[] = [];
  for (const file of await parsed(dir, /\.tf$/)) {
    const found = file.body.blocks('variable', 1).flatMap(({ labels: [name = ''], body }) => {
      const validation = body.blocks('validation', 0)[at];
      return validation ? [{ name, ...validation }] : [];
    });
    relaxed.push(...found.map(({ name }) => name));
    await writeFile(join(dir, file.path), without(file.text, found));
    dispose([file]);
  }
  return relaxed;
}

/**
 * Leaves the runs that expect to be refused, each in a file of its own: the others say nothing of validations, and after a
 * run that ends with an error Terraform passes over the rest of its file.
 */
export async function keepRefusals(dir: string): Promise<void> {
  const tests = join(dir, 'tests');
  for (const file of await parsed(tests, /\.tftest\.hcl$/)) {
    const runs = file.body.blocks('run', 1);
    await rm(join(tests, file.path));
    for (const run of runs.filter(({ body }) => attributeOf(body, 'expect_failures'))) {
      const alone = without(
        file.text,
        runs.filter((other) => other !== run),
      );
      await writeFile(join(tests, `${run.labels[0]}-${file.path}`), alone);
    }
    dispose([file]);
  }
}

function without(text: string, spans: readonly Span[]): string {
  return spans.reduceRight((kept, { start, end }) => kept.slice(0, start) + kept.slice(end), text);
}
