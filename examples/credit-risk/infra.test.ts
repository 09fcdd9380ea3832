import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { environmentFacts } from '../../src/app/infrastructure/environments.ts';
import { type AccessResult, access } from '../../src/app/proof/access.ts';
import { check } from '../../src/app/proof/check.ts';
import { parsePlatform } from '../../src/spec/parse.ts';
import { lacks } from '../../tools/testing/lacks.ts';

const root = import.meta.dirname;
const blueprint = new URL('../../blueprint', import.meta.url).pathname;

const choices = {
  cwd: root,
  source: root,
  varFiles: [],
  variables: [],
  cache: false,
  environment: { PATH: process.env.PATH },
  signal: new AbortController().signal,
};

/** What it warns of, such as a missing file of settings, is not of interest. */
const fmt: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };

const environments = ['dev', 'staging', 'prod'];
const asIntended = { excess: [], missing: [], unclear: [] };

describe.skipIf(lacks('terraform'))('the blueprint on AWS (needs terraform)', () => {
  it('has no finding, and nothing that cannot be told, in any environment', async () => {
    const { findings, roots } = await check({ ...choices, required: [], now: new Date() });
    expect(roots.map(({ environment, mode }) => [environment, mode])).toEqual(
      environments.map((name) => [name, 'strict']),
    );
    expect(roots.every(({ resources }) => resources > 200)).toBe(true);
    const open = findings.filter(({ waived }) => !waived);
    expect(open.map(({ check: id, name, message }) => `${id} ${name}: ${message}`)).toEqual([]);
  });

  let found: AccessResult;
  beforeAll(async () => {
    found = await access({ ...choices, intent: true });
  });

  it('grants what holdfast.yaml intends, and nothing else', () => {
    expect(found.intent).toEqual(Object.fromEntries(environments.map((name) => [name, asIntended])));
    // Were there no grants, nothing would be too much.
    for (const { grants } of Object.values(found.environments)) expect(grants.length).toBeGreaterThan(20);
  });

  it('has the roles that workflows take', async () => {
    const { value: platform } = parsePlatform(
      await readFile(join(root, 'holdfast.yaml'), 'utf8'),
      'holdfast.yaml',
    );
    const facts = platform ? environmentFacts(platform) : [];
    expect(facts.map(({ name }) => name)).toEqual(environments);
    for (const { name, planRole, applyRole } of facts) {
      const arns = found.environments[name]?.principals.map(({ arn }) => arn);
      expect(arns).toEqual(expect.arrayContaining([planRole, applyRole]));
    }
  });

  it('makes nobody an administrator', () => {
    const admins = Object.values(found.environments).flatMap(({ principals }) =>
      principals.filter(({ admin }) => admin.answer !== 'denied').map(({ id }) => id),
    );
    expect(admins).toEqual([]);
  });

  it.each([blueprint, root])('is formatted: %s', (folder) => {
    expect(execFileSync('terraform', ['fmt', '-check', '-recursive', folder], fmt)).toBe('');
  });
});

describe('without Terraform', () => {
  it('fails nothing', async () => {
    const { findings } = await check({ ...choices, withoutTerraform: true, required: [], now: new Date() });
    const failed = findings.filter(({ waived, outcome }) => !waived && outcome !== 'cannot-tell');
    expect(failed.map(({ check: id, name, message }) => `${id} ${name}: ${message}`)).toEqual([]);
  });

  it('is as intended too', async () => {
    const { intent } = await access({ ...choices, withoutTerraform: true, intent: true });
    expect(intent).toEqual(Object.fromEntries(environments.map((name) => [name, asIntended])));
  });
});
