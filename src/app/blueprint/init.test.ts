import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePlatform } from '../../spec/parse.ts';
import { type InitChoices, init } from './init.ts';
import { settingsOf } from './settings.ts';

let top: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'holdfast-init-'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const now = new Date('2031-01-01T12:00:00Z');
function choices(name: string, step: InitChoices['step'], more: Partial<InitChoices> = {}): InitChoices {
  const { signal } = new AbortController();
  return { dir: join(top, name), step, accounts: [], now, version: '1.2.3', signal, ...more };
}

describe('init', () => {
  it('goes in steps, each of which keeps what was there', async () => {
    const dir = join(top, 'Risk Models');
    const one = await init(choices('Risk Models', 'check'));
    expect(one.made).toContain('.github/workflows/check.yml');
    expect(existsSync(join(dir, 'infra'))).toBe(false);

    const given = { accounts: ['dev=210987654321'], region: 'eu-west-1' };
    const two = await init(choices('Risk Models', 'environment', given));
    expect(two.kept).toEqual([]);
    expect(two.unchanged).toBe(one.made.length);
    const platform = () => parsePlatform(readFileSync(join(dir, 'holdfast.yaml'), 'utf8'), 'holdfast.yaml');
    expect(platform()).toMatchObject({ issues: [], value: { name: 'risk-model' } });
    expect(platform().value?.environments.dev).toMatchObject({
      account: '210987654321',
      region: 'eu-west-1',
    });
    expect(readFileSync(join(dir, 'infra/dev/main.tf'), 'utf8')).toContain('environment = "dev"');

    writeFileSync(join(dir, 'infra/README.md'), 'ours');
    unlinkSync(join(dir, '.github/workflows/audit.yml'));
    const three = await init(choices('Risk Models', 'platform'));
    // What the first environment alone had, others have written since: their own lines are for people to add.
    expect(three.kept).toEqual(['.github/workflows/infrastructure.yml', 'holdfast.yaml', 'infra/README.md']);
    expect(three.made).toEqual([
      '.github/workflows/audit.yml',
      'infra/prod/main.tf',
      'infra/staging/main.tf',
    ]);
    expect(three.settings.accounts.dev).toBe('210987654321');
    expect(three.settings.region).toBe('eu-west-1');
    expect(readFileSync(join(dir, 'infra/README.md'), 'utf8')).toBe('ours');

    const again = await init(choices('Risk Models', 'platform'));
    expect(again.made).toEqual([]);
    await expect(init(choices('Risk Models', 'check'))).rejects.toThrow('has the step platform already');
  }, 120_000);

  it('never writes over what is there, nor through a link', async () => {
    const dir = join(top, 'taken');
    mkdirSync(join(dir, '.github'), { recursive: true });
    writeFileSync(join(dir, '.github/CODEOWNERS'), '* @acme/us\n');
    mkdirSync(join(dir, '.github/dependabot.yml'));
    const { kept } = await init(choices('taken', 'environment'));
    expect(kept).toEqual(['.github/CODEOWNERS', '.github/dependabot.yml']);
    expect(readFileSync(join(dir, '.github/CODEOWNERS'), 'utf8')).toBe('* @acme/us\n');

    mkdirSync(join(top, 'outside'));
    mkdirSync(join(top, 'linked'));
    symlinkSync(join(top, 'outside'), join(top, 'linked/infra'));
    await expect(init(choices('linked', 'platform'))).rejects.toThrow('infra is in the way');
    expect(existsSync(join(top, 'linked/.github'))).toBe(false);
  }, 120_000);

  it('makes scripts that run, and leaves tests of the blueprint out', async () => {
    const { made } = await init(choices('scripts', 'platform'));
    const dir = join(top, 'scripts');
    expect(statSync(join(dir, '.github/holdfast/plan.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(dir, 'holdfast.yaml')).mode & 0o111).toBe(0);
    expect(made.filter((path) => /\.test\.ts$|testing\//.test(path))).toEqual([]);
    expect(made).toContain('.gitignore');
    expect(made).toContain('models/spam-filter/train.ts');
    for (const path of made) {
      const text = readFileSync(join(dir, path), 'latin1');
      if (!path.endsWith('.tgz')) expect(/__[A-Z]+(?:_[A-Z]+)*__/.exec(text)?.[0], path).toBeUndefined();
    }
  }, 120_000);

  it('brings the data of the example, with the digests of its packages', async () => {
    await init(choices('data', 'platform'));
    const packages = (file: string) => {
      const { '': _root, ...rest } = JSON.parse(readFileSync(file, 'utf8')).packages;
      return rest;
    };
    const example = join(import.meta.dirname, '../../../examples/spam-filter/package-lock.json');
    expect(packages(join(top, 'data/package-lock.json'))).toEqual(packages(example));
  }, 120_000);

  it('stops when it is told to, and the next run goes on', async () => {
    await expect(init(choices('stopped', 'check', { signal: AbortSignal.abort() }))).rejects.toThrow();
    expect((await init(choices('stopped', 'check'))).made).toContain('.github/workflows/check.yml');
  }, 120_000);
});

describe('settings', () => {
  it.each([
    ['git@github.com:acme/ml.git', 'acme/ml'],
    ['https://github.com/acme/ml', 'acme/ml'],
    ['https://token@github.com/acme/ml.js.git', 'acme/ml.js'],
    ['https://gitlab.com/acme/ml', 'your-organisation/remote'],
    ['https://github.com.evil.example/acme/ml', 'your-organisation/remote'],
  ])('take the repository from the remote %s', async (url, repository) => {
    const dir = join(top, 'remote');
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    execFileSync('git', ['init', '-q', dir]);
    execFileSync('git', ['-C', dir, 'remote', 'add', 'origin', url]);
    expect((await settingsOf(choices('remote', 'platform'))).repository).toBe(repository);
  });

  it.each([
    ['ml-platform', 'ml-platfor'],
    ['Some Where', 'some-where'],
    ['2nd-try', 'nd-try'],
    ['12345', 'mlops'],
    ['team-data-x', 'team-data'],
  ])('name the platform after the folder %s', async (name, platform) => {
    expect((await settingsOf(choices(name, 'check'))).platform).toBe(platform.replace(/-$/, ''));
  });

  it.each<[string, Partial<InitChoices>]>([
    ['--platform Risk', { platform: 'Risk' }],
    ['--platform eleven-char', { platform: 'eleven-char' }],
    ['--region Frankfurt', { region: 'Frankfurt' }],
    ['--repository acme', { repository: 'acme' }],
    ['--repository a/b: evil', { repository: 'a/b: evil' }],
    ['--owner-id x', { ownerId: 'x' }],
    ['--account dev=1', { accounts: ['dev=1'] }],
    ['--account test=111122223333', { accounts: ['test=111122223333'] }],
  ])('refuse %s', async (says, more) => {
    await expect(settingsOf(choices('x', 'platform', more))).rejects.toThrow(says);
  });
});
