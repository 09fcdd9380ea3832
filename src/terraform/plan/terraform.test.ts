import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import type { Json } from '../../base/canonical-json.ts';
import { InputError } from '../../base/errors.ts';
import { readPlan } from './read-plan.ts';
import { readPlanFile } from './read-plan-file.ts';
import { read, sample, sampleDir } from './testing/documents.ts';

const run = promisify(execFile);

describe.skipIf(lacks('terraform'))('the Terraform of this machine (needs terraform)', () => {
  let folder = '';
  const terraform = async (...args: string[]) => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
    };
    return (await run('terraform', args, { cwd: folder, env: { ...env, TF_CLI_CONFIG_FILE: '/dev/null' } }))
      .stdout;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plan-sample-'));
    await cp(sampleDir, folder, { recursive: true });
    await mkdir(join(folder, 'elsewhere'));
    const empty: Json = {
      version: 4,
      terraform_version: '1.6.0',
      serial: 1,
      lineage: 'l',
      outputs: {},
      resources: [],
    };
    await writeFile(join(folder, 'elsewhere', 'terraform.tfstate'), JSON.stringify(empty));
    await terraform('init');
    await terraform('plan', '-out=plan');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('makes plans of the sample that are read alike', async () => {
    const plan = await readPlan(Buffer.from(await terraform('show', '-json', 'plan')));
    const kept = await read(sample('plan'));
    expect(plan.problems).toEqual([]);
    const addresses = kept.resources.map(({ address }) => address).sort();
    expect(plan.resources.map(({ address }) => address).sort()).toEqual(addresses);
    for (const resource of plan.resources) {
      const same = kept.byAddress(resource.address);
      expect(resource.attribute('input')).toEqual(same?.attribute('input'));
      expect(resource.references('input')).toEqual(same?.references('input'));
      expect(resource.isSensitive('input')).toBe(same?.isSensitive('input'));
    }
  });

  it('makes binary plans, which are refused', async () => {
    const refusal = await readPlanFile(join(folder, 'plan')).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InputError);
    expect(String(refusal)).toMatch('terraform show -json');
  });
});
