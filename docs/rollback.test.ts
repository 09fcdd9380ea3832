import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessResult, access } from '../src/app/proof/access.ts';
import { blocksOf, sectionOf } from '../tools/testing/markdown.ts';
import { type Named, plannedIn } from './testing/names.ts';
import { pathWith, shell, withoutProgram } from './testing/shell.ts';

const source = join(import.meta.dirname, '..');
const runbook = await readFile(join(import.meta.dirname, 'runbooks/infrastructure-rollback.md'), 'utf8');

const change = `
  events:
    class: internal
    source: events/*.csv
    retention: 30d
    access: { platform: [write], science: [read, erase] }
`;

/** Who can do what, without what says how it is known. */
function grantsOf({ environments }: AccessResult): string[] {
  return Object.entries(environments).flatMap(([environment, { grants }]) =>
    grants.map(({ principal, verb, noun, answer }) =>
      [environment, principal, verb, noun.kind, noun.name, noun.arn, answer].join(' '),
    ),
  );
}

describe('rolling infrastructure back, by the commands of the runbook', () => {
  let dir: string;
  let platform: string;
  let env: Record<string, string>;
  const git = (script: string) => shell(script, platform, env);
  const matrix = () =>
    access({
      cwd: platform,
      source: platform,
      varFiles: [],
      variables: [],
      cache: false,
      withoutTerraform: true,
      environment: {},
      signal: new AbortController().signal,
      intent: true,
    });
  const plan = () => plannedIn(join(platform, 'infra/staging'));

  beforeAll(async () => {
    dir = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-rollback-')));
    platform = join(dir, 'repository/examples/credit-risk');
    await cp(join(source, 'examples/credit-risk'), platform, { recursive: true });
    await cp(join(source, 'blueprint'), join(dir, 'repository/blueprint'), { recursive: true });
    env = {
      PATH: await pathWith(join(dir, 'bin'), ['git', 'tar']),
      HOME: dir,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'ada',
      GIT_AUTHOR_EMAIL: 'ada@acme.example',
      GIT_COMMITTER_NAME: 'ada',
      GIT_COMMITTER_EMAIL: 'ada@acme.example',
    };
    await shell(
      `git init --quiet --bare --initial-branch=main ${dir}/origin.git
       git init --quiet --initial-branch=main .
       git remote add origin ${dir}/origin.git
       git add --all
       git commit --quiet --message before
       git push --quiet --set-upstream origin main`,
      join(dir, 'repository'),
      env,
    );
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('leaves the plan and who can do what as they were', async () => {
    const before = { grants: grantsOf(await matrix()), plan: await plan() };
    const file = join(platform, 'holdfast.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/\ndatasets:\n/, `\ndatasets:${change}`));
    await git('git commit --quiet --all --message events && git push --quiet');
    const changed = { grants: grantsOf(await matrix()), plan: await plan() };
    expect(changed.grants.length).toBeGreaterThan(before.grants.length);
    forgettable(before.plan, changed.plan);

    const commit = (await git('git rev-parse HEAD')).stdout.trim();
    // Something after it, which a rollback must leave.
    await writeFile(join(platform, 'NOTES.md'), 'kept\n');
    await git('git add --all && git commit --quiet --message notes && git push --quiet');
    const { stdout } = await git(scriptOf(commit));
    expectTaken(stdout);
    expect(grantsOf(await matrix())).toEqual(before.grants);
    expect(await plan()).toEqual(before.plan);
    expect(await readFile(join(platform, 'NOTES.md'), 'utf8')).toBe('kept\n');
    const pushed = await git('git log --format=%s origin/rollback --max-count=1');
    expect(pushed.stdout).toBe('Revert "events"\n');
  }, 120_000);
});

/** The commands of the runbook, but for those that need an account. */
function scriptOf(commit: string): string {
  const parts = ['Steps', 'How to see that it worked'].map((heading) => sectionOf(runbook, heading));
  const script = parts.flatMap((part) => blocksOf(part, 'sh')).join('\n');
  expect(script).toContain('git revert');
  return `CHANGE=${commit}\n${withoutProgram(script, 'terraform ')}`;
}

/** The rollback's own report: what it takes is what the change gave, and it gives nothing. */
function expectTaken(printed: string): void {
  const lines = printed.split('\n').filter((line) => /^\s*[+-] /.test(line));
  expect(lines.length, printed).toBeGreaterThan(5);
  expect(lines.filter((line) => /^\s*\+ /.test(line))).toEqual([]);
  for (const line of lines) expect(line).toContain('events');
}

/** What Terraform would refuse to delete is what the runbook lets it forget. */
function forgettable(before: readonly Named[], after: readonly Named[]): void {
  const [, pattern = ''] = /grep -F '(.*?)'/.exec(runbook) ?? [];
  const known = new Set(before.map(({ address }) => address));
  const made = after.filter(({ address }) => !known.has(address));
  const kept = made.filter(({ type }) => ['aws_s3_bucket', 'aws_kms_key'].includes(type));
  expect(kept.map(({ type }) => type).sort()).toEqual(['aws_kms_key', 'aws_s3_bucket']);
  for (const { address } of made.filter(({ type }) => /^aws_(s3|kms)_/.test(type)))
    expect(address).toContain(pattern);
}
