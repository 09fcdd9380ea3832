import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../base/digest.ts';
import { init } from './init.ts';
import { manifestPath } from './manifest.ts';
import { upgrade } from './upgrade.ts';

let top: string;
let dir: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'holdfast-upgrade-test-'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));
beforeEach(async () => {
  dir = join(top, 'platform');
  rmSync(dir, { recursive: true, force: true });
  const { signal } = new AbortController();
  await init({
    dir,
    step: 'environment',
    accounts: [],
    now: new Date('2031-01-01'),
    version: '1.0.0',
    signal,
  });
}, 120_000);

const git = (...args: string[]) => execFileSync('git', args, { cwd: dir, encoding: 'utf8' });
const at = (path: string) => join(dir, path);
const read = (path: string) => readFileSync(at(path), 'utf8');

/** Makes it as if an earlier blueprint had given a file that text; undefined: it did not have the file. */
function earlier(path: string, text: string | undefined): void {
  const manifest = JSON.parse(read(manifestPath));
  if (text === undefined) {
    rmSync(at(path));
    delete manifest.files[path];
  } else {
    writeFileSync(at(path), text);
    manifest.files[path] = digestOf(text);
  }
  writeFileSync(at(manifestPath), JSON.stringify(manifest));
}

function told() {
  return upgrade({
    dir,
    cwd: top,
    version: '2.0.0',
    varFiles: [],
    variables: [],
    cache: false,
    withoutTerraform: true,
    environment: { PATH: process.env.PATH },
    signal: new AbortController().signal,
  });
}

const nothing = { changed: [], added: [], removed: [], both: [], away: [] };
const boundary = 'infra/modules/identity/boundary.tf';

describe('upgrade', () => {
  it('says when there is nothing to do, also where files were changed here', async () => {
    appendFileSync(at('infra/README.md'), 'ours\n');
    rmSync(at('.github/pull_request_template.md'));
    expect(await told()).toMatchObject({ ...nothing, isCurrent: true });
  });

  it('tells what is changed, new, gone, changed by both and put away', async () => {
    earlier('.github/holdfast/audit.sh', '#!/bin/sh\n');
    earlier('.github/dependabot.yml', undefined);
    earlier('.github/workflows/old.yml', 'on: push\n');
    earlier('infra/README.md', 'old\n');
    appendFileSync(at('infra/README.md'), 'and ours\n');
    earlier('.gitignore', 'old\n');
    rmSync(at('.gitignore'));
    const { patches, ...result } = await told();
    expect(result).toMatchObject({
      from: '1.0.0',
      to: '2.0.0',
      isCurrent: false,
      changed: ['.github/holdfast/audit.sh'],
      added: ['.github/dependabot.yml'],
      removed: ['.github/workflows/old.yml'],
      both: ['infra/README.md'],
      away: ['.gitignore'],
    });
    expect(patches.merging).toContain('-and ours\n');
    git('init', '-q');
    writeFileSync(join(top, 'upgrade.patch'), patches.whole);
    git('apply', join(top, 'upgrade.patch'));
    expect(await told()).toMatchObject({ ...nothing, isCurrent: true });
    expect(read('infra/README.md')).toBe('old\nand ours\n');
    expect(existsSync(at('.github/workflows/old.yml'))).toBe(false);
    expect(JSON.parse(read(manifestPath)).version).toBe('2.0.0');
  });

  it('carries a newer release whole, and shows it as a line', async () => {
    const archive = '.github/holdfast/holdfast.tgz';
    const newer = readFileSync(at(archive));
    earlier(archive, 'an older release');
    const { patches } = await told();
    expect(patches.text).toMatch(/^Binary files a\/\.github\/holdfast\/holdfast\.tgz and .* differ$/m);
    git('init', '-q');
    writeFileSync(join(top, 'upgrade.patch'), patches.whole);
    git('apply', join(top, 'upgrade.patch'));
    expect(readFileSync(at(archive)).equals(newer)).toBe(true);
  });

  it('says what it changes in who can do what', async () => {
    const now = read('infra/modules/storage/policies.tf');
    earlier('infra/modules/storage/policies.tf', now);
    const identity = read('infra/modules/identity/ci.tf');
    earlier(
      'infra/modules/identity/ci.tf',
      identity.replace('policy/SecurityAudit', 'policy/AdministratorAccess'),
    );
    const { access } = await told();
    expect(Object.keys(access ?? {})).toEqual(['dev']);
    expect(JSON.stringify(access)).toContain('ci-apply');
    expect(read(boundary)).not.toBe('');
  });

  it('refuses a folder that init has not made, and a list that somebody broke', async () => {
    writeFileSync(at(manifestPath), '{"version":1}');
    await expect(told()).rejects.toThrow('is not what `holdfast init` wrote');
    rmSync(at(manifestPath));
    await expect(told()).rejects.toThrow('nothing there says which blueprint it is of');
  });
});
