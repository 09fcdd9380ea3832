import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planCache } from './plan-cache.ts';

describe('plans of before', () => {
  let dir: string;
  let project: string;
  let plans: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'holdfast-cache-'));
    [project, plans] = [join(dir, 'project'), join(dir, 'plans')];
    await mkdir(join(project, 'inner'), { recursive: true });
    await old('main.tf', 'one');
    await old('inner/main.tf', 'two');
  });

  afterEach(() => rm(dir, { recursive: true }));

  /** Writes a file that was changed long ago, as far as its times tell. */
  async function old(name: string, text: string): Promise<void> {
    await writeFile(join(project, name), text);
    await utimes(join(project, name), 1_000_000, 1_000_000);
  }

  /** A call that began after all files were written, as far as the clock can tell. */
  const later = () => Date.now() + 10_000;
  const cache = (call: unknown = 'call') => planCache(plans, call);
  const keep = (call?: unknown) => cache(call).write([project], later(), 'the plan');

  it('are found again while nothing has changed', async () => {
    expect(await cache().read()).toBeUndefined();
    await keep();
    expect(await cache().read()).toBe('the plan');
  });

  it.each<[string, () => Promise<void>]>([
    ['the content of a file', () => old('main.tf', 'other')],
    ['a file of the same size and time', () => old('main.tf', 'eno')],
    ['a new file', () => old('more.tf', '')],
    ['a file that is gone', () => rm(join(project, 'inner/main.tf'))],
    ['a folder that is gone', () => rm(project, { recursive: true })],
  ])('are not taken after a change: %s', async (_what, change) => {
    await keep();
    await change();
    expect(await cache().read()).toBeUndefined();
  });

  it('are found again when a change is taken back', async () => {
    await keep();
    await old('main.tf', 'other');
    expect(await cache().read()).toBeUndefined();
    await old('main.tf', 'one');
    expect(await cache().read()).toBe('the plan');
  });

  it('are of one call only', async () => {
    await keep({ account: '1' });
    expect(await cache({ account: '2' }).read()).toBeUndefined();
  });

  it('are not kept when a file changed while they were made', async () => {
    await cache().write([project], Date.now() - 60_000, 'the plan');
    expect(await cache().read()).toBeUndefined();
  });

  it('do not depend on histories and packages', async () => {
    await keep();
    for (const name of ['.git', 'node_modules', '.terraform']) {
      await mkdir(join(project, name));
      await old(`${name}/x`, 'x');
    }
    expect(await cache().read()).toBe('the plan');
  });

  it('that are damaged count as absent', async () => {
    await keep();
    for (const name of await readdir(plans))
      if (name.endsWith('.inputs')) await writeFile(join(plans, name), '{"paths":');
    expect(await cache().read()).toBeUndefined();
    await keep();
    expect(await cache().read()).toBe('the plan');
  });

  it('are for their owner alone', async () => {
    await keep();
    expect((await stat(plans)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(plans)) expect((await stat(join(plans, name))).mode & 0o777).toBe(0o600);
  });

  it('may be written by many at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, call) => keep(call)));
    for (let call = 0; call < 8; call++) expect(await cache(call).read()).toBe('the plan');
    for (const name of await readdir(plans)) await readFile(join(plans, name));
  });

  it('that were not used for long make room', async () => {
    for (let call = 0; call < 103; call++) await keep(call);
    expect((await readdir(plans)).length).toBeLessThanOrEqual(200);
    expect(await cache(102).read()).toBe('the plan');
  });
});
