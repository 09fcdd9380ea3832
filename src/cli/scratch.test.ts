import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withScratch } from './scratch.ts';

/** The process id of a process that has ended. */
const ended = (): number => spawnSync(process.execPath, ['-e', '']).pid;

it('is closed to others, and gone afterwards, also when the work fails', async () => {
  let seen = '';
  const work = withScratch(async (folder) => {
    seen = folder;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    writeFileSync(join(folder, 'data'), 'decrypted');
    throw new Error('failed');
  });
  await expect(work).rejects.toThrow('failed');
  expect(existsSync(seen)).toBe(false);
});

it('removes what killed processes left, and nothing of living ones or of other names', async () => {
  const dead = join(tmpdir(), `holdfast-run-${ended()}-abcdef`);
  const living = join(tmpdir(), `holdfast-run-${process.pid}-abcdef`);
  const other = join(tmpdir(), `holdfast-run-${ended()}-abcdef-other`);
  const linked = join(tmpdir(), `holdfast-run-${ended()}-linked`);
  for (const folder of [dead, living, other]) mkdirSync(join(folder, 'inner'), { recursive: true });
  symlinkSync(living, linked);
  await withScratch(async () => {});
  expect([dead, living, other, linked].map((path) => existsSync(path))).toEqual([false, true, true, true]);
  for (const path of [living, other, linked]) rmSync(path, { recursive: true, force: true });
});
