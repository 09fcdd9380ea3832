import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlanFile } from './read-plan-file.ts';

describe('a file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plan-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read', async () => {
    const path = join(folder, 'state.json');
    await writeFile(path, '{"format_version":"1.0","terraform_version":"1.11.4"}');
    expect(await readPlanFile(path)).toMatchObject({
      origin: 'state',
      terraformVersion: '1.11.4',
      resources: [],
    });
  });

  it('has its name in every message', async () => {
    const [missing, empty] = [join(folder, 'missing.json'), join(folder, 'empty.json')];
    await writeFile(empty, '');
    await expect(readPlanFile(missing)).rejects.toThrow(`${missing} cannot be read: there is no such file`);
    await expect(readPlanFile(folder)).rejects.toThrow(`${folder} cannot be read: it is a folder`);
    await expect(readPlanFile(empty, { name: 'plan.json' })).rejects.toThrow(
      'plan.json is empty (plan-empty)',
    );
  });
});
