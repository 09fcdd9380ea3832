import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownersOf, readCodeowners } from './codeowners.ts';
import { readGithub } from './repository.ts';

const files = {
  '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: y\n',
  '.github/workflows/deeper/b.yml': 'on: push\n',
  '.github/actions/say/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: x\n',
  '.github/rulesets/main.json': '{"name": "main", "enforcement": "active"}',
  '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n',
  'docs/CODEOWNERS': '* @acme\n',
  'app/package.json': '{}',
  'node_modules/x/package.json': '{}',
};

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'holdfast-github-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  await symlink('/etc/hostname', join(dir, '.github/workflows/link.yml'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a repository', () => {
  it('is read as GitHub looks at it, without following links', async () => {
    const facts = await readGithub(dir);
    expect(facts.workflows.map(({ file }) => file)).toEqual(['.github/workflows/a.yml']);
    expect(facts.actions.map(({ file, using }) => [file, using])).toEqual([
      ['.github/actions/say/action.yml', 'composite'],
    ]);
    expect(facts.rulesets.map(({ name }) => name)).toEqual(['main']);
    expect(facts.dependabot?.updates.map(({ ecosystem }) => ecosystem)).toEqual(['npm']);
    expect(facts.codeowners?.file).toBe('docs/CODEOWNERS');
    expect(facts.manifests.map(({ path }) => path)).toEqual(['.github/workflows/a.yml', 'app/package.json']);
    expect(facts.issues.map(({ message }) => message)).toEqual([
      '.github/workflows/link.yml is a link, and was not followed',
    ]);
  });
});

describe('owners', () => {
  const rules = readCodeowners(
    '* @all\n/infra/ @infra\n*.md @docs\nsrc/**/gen @gen\napps/* @apps\n/free/\n',
    'CODEOWNERS',
  );
  it.each([
    ['a.txt', ['@all']],
    ['infra/a/b.tf', ['@infra']],
    ['x/y.md', ['@docs']],
    ['src/a/b/gen/c.ts', ['@gen']],
    ['apps/a', ['@apps']],
    ['apps/a/b', ['@all']],
    ['free/a', []],
  ])('%s', (path, owners) => {
    expect(ownersOf(rules, path)?.owners).toEqual(owners);
  });
});
