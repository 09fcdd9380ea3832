import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runModuleTests, type TestRun } from '../../src/terraform/engine/test-run.ts';
import { planOf } from '../../src/terraform/engine/testing/planned.ts';
import { lacks } from '../../tools/testing/lacks.ts';
import { blocksOf } from '../../tools/testing/markdown.ts';
import { twoAtATime } from '../../tools/testing/two-at-a-time.ts';
import { declaredIn, refusalsIn } from './testing/declared.ts';
import { interfaceText } from './testing/readme.ts';
import { keepRefusals, relax } from './testing/relaxed.ts';

const modulesDir = join(import.meta.dirname, 'modules');
const example = join(import.meta.dirname, '../../examples/credit-risk');
const modules = readdirSync(modulesDir).sort();

const readmeOf = (name: string) => readFile(join(modulesDir, name, 'README.md'), 'utf8');

/** Folders of a module with variables, from its own: `spec` has one more inside, which nobody else calls. */
const foldersOf = (name: string) => (name === 'spec' ? ['.', 'typed'] : ['.']);

function testsOf(dir: string): Promise<TestRun> {
  return runModuleTests({
    dir,
    varFiles: [],
    variables: [],
    environment: process.env,
    timeoutMs: 60_000,
    signal: new AbortController().signal,
  });
}

describe('each module of the blueprint', () => {
  it.each(modules)('%s says what it takes and gives', async (name) => {
    const declared = await declaredIn(join(modulesDir, name));
    expect(await readmeOf(name)).toContain(interfaceText(declared));
    for (const { name: input, description } of [...declared.inputs, ...declared.outputs])
      expect(description, input).toMatch(/\.$/);
  });

  it.each(modules)('%s says why, what it refuses, and how it is used', async (name) => {
    const readme = await readmeOf(name);
    expect(readme.startsWith(`# \`${name}\`\n\n`)).toBe(true);
    expect([...readme.matchAll(/^## (.*)$/gm)].map(([, title]) => title).slice(0, 3)).toEqual([
      'What it refuses',
      'Use',
      'Inputs',
    ]);
    expect(blocksOf(readme, 'hcl')).toHaveLength(1);
  });

  it.each(modules)('%s has a run for each of its validations', async (name) => {
    const dir = join(modulesDir, name);
    const refusals = await refusalsIn(dir);
    for (const folder of foldersOf(name))
      for (const { name: input, validations } of (await declaredIn(join(dir, folder))).inputs)
        expect(refusals.get(join(folder, input)) ?? 0, input).toBeGreaterThanOrEqual(validations);
  });
});

describe.skipIf(lacks('terraform'))('modules by themselves (needs terraform)', () => {
  const inTurn = twoAtATime();
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'holdfast-modules-'));
    await cp(join(example, 'holdfast.yaml'), join(scratch, 'holdfast.yaml'));
    await cp(modulesDir, join(scratch, 'infra/modules'), { recursive: true });
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it.concurrent.each(modules)('%s passes its own tests', async (name) => {
    const { passed, output } = await inTurn(() => testsOf(join(modulesDir, name)));
    expect(passed, output).toBe(true);
    expect(output).toMatch(/Success! [1-9]\d* passed, 0 failed\./);
  });

  it.concurrent.each(modules)('the example of %s is planned as it stands', async (name) => {
    const dir = join(scratch, 'infra', name);
    await mkdir(dir);
    await writeFile(join(dir, 'main.tf'), blocksOf(await readmeOf(name), 'hcl').join('\n'));
    const { plan, problems } = await inTurn(() => planOf(dir));
    expect(problems).toEqual([]);
    expect(plan?.holdfast.mode).toBe('strict');
  });

  it.concurrent.each(readdirSync(join(example, 'infra')))('Terraform accepts the root %s', async (name) => {
    const { plan, problems } = await inTurn(() => planOf(join(example, 'infra', name)));
    expect(problems).toEqual([]);
    expect(plan?.holdfast.mode).toBe('strict');
  });

  // The tests of a module are of use when they fail without what they test.
  it.concurrent.each(modules)('%s misses each validation that is taken out', async (name) => {
    for (let at = 0; ; at++) {
      const copy = join(scratch, `relaxed-${name}-${at}`);
      await cp(modulesDir, copy, { recursive: true });
      const dir = join(copy, name);
      const relaxed = await Promise.all(foldersOf(name).map((folder) => relax(join(dir, folder), at)));
      if (relaxed.flat().length === 0) return;
      await keepRefusals(dir);
      const { output } = await inTurn(() => testsOf(dir));
      const missed = [...output.matchAll(/checkable object, var\.(\w+),\s+was\s+expected/g)].map(
        ([, one]) => one,
      );
      expect([...new Set(missed)].sort(), output).toEqual(relaxed.flat().sort());
    }
  });
});
