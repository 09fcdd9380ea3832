import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intentOf, matrices } from '../../src/app/proof/access.ts';
import { readEstates } from '../../src/app/proof/estates.ts';
import type { Check } from '../../src/checks/check.ts';
import { loadChecks } from '../../src/checks/registry.ts';
import { judge } from '../../src/findings/judge.ts';
import { applyWaivers } from '../../src/findings/waivers.ts';
import { mutantsOf } from './mutants.ts';

// Weakens the blueprint, one change at a time, and says which changes nothing notices:
//   npm run mutants [-- ENVIRONMENT [EVERY]]      EVERY 10 tries each tenth

const [environment = 'staging', every = '1'] = process.argv.slice(2);
const repository = join(import.meta.dirname, '../..');
const example = join(repository, 'examples/credit-risk');

/** A copy of the blueprint and of one environment of the example. */
async function workshop(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-mutants-'));
  await mkdir(join(dir, 'examples/credit-risk/infra'), { recursive: true });
  await mkdir(join(dir, '.git'));
  await cp(join(repository, 'blueprint'), join(dir, 'blueprint'), { recursive: true });
  await cp(join(example, 'holdfast.yaml'), join(dir, 'examples/credit-risk/holdfast.yaml'));
  const root = join('infra', environment);
  await cp(join(example, root), join(dir, 'examples/credit-risk', root), { recursive: true });
  return dir;
}

/** All that Holdfast has to say: findings that are not waived, and how access differs from the intent. */
async function told(dir: string, checks: readonly Check[]): Promise<Set<string>> {
  const estates = await readEstates({
    cwd: dir,
    source: join(dir, 'examples/credit-risk'),
    varFiles: [],
    variables: [],
    cache: false,
    environment: {},
    withoutTerraform: true,
    signal: new AbortController().signal,
  });
  const { findings } = judge(estates.estates, checks);
  const today = new Date().toISOString().slice(0, 10);
  const open = applyWaivers(findings, estates.platform?.waivers ?? {}, today).filter(({ waived }) => !waived);
  const intent = Object.values(intentOf(estates, matrices(estates)));
  return new Set([
    ...open.map(({ check, outcome, name, message }) => `${check} ${outcome} ${name} ${message}`),
    ...intent.flatMap(({ excess, unclear }) =>
      [...excess, ...unclear].map(({ principal, verb, noun }) => `${principal} ${verb} ${noun.name}`),
    ),
    ...intent.flatMap(({ missing }) => missing.map(({ who, verb, name }) => `${who} lacks ${verb} ${name}`)),
  ]);
}

async function filesOf(modules: string): Promise<string[]> {
  const all = await readdir(modules, { recursive: true });
  return all.filter((file) => file.endsWith('.tf')).sort();
}

const dir = await workshop();
try {
  const checks = await loadChecks();
  const modules = join(dir, 'blueprint/aws/modules');
  const before = await told(dir, checks);
  let [seen, tried, survived] = [0, 0, 0];
  for (const file of await filesOf(modules)) {
    const path = join(modules, file);
    const text = await readFile(path, 'utf8');
    for (const { name, start, end, text: put } of await mutantsOf(file, text)) {
      seen += 1;
      if (seen % Number(every) !== 0) continue;
      await writeFile(path, text.slice(0, start) + put + text.slice(end));
      const after = await told(dir, checks).catch((error: Error) => new Set([error.message]));
      tried += 1;
      if (after.isSubsetOf(before)) {
        survived += 1;
        process.stdout.write(`survives: ${name}\n`);
      }
      await writeFile(path, text);
    }
  }
  process.stdout.write(
    `${tried} of ${seen} mutants tried, ${tried - survived} noticed, ${survived} survive\n`,
  );
} finally {
  await rm(dir, { recursive: true, force: true });
}
