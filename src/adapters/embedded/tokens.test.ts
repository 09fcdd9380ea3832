import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../base/digest.ts';
import { fileTokens } from './tokens.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-tokens-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('tokens', () => {
  it('are none at first, then what was saved last', async () => {
    const tokens = fileTokens(folder);
    expect(await tokens.load()).toEqual([]);
    await tokens.save([digestOf('a'), digestOf('b')]);
    await tokens.save([digestOf('c')]);
    expect(await fileTokens(folder).load()).toEqual([digestOf('c')]);
    expect(await readdir(folder)).toEqual(['tokens.json']);
    expect((await stat(join(folder, 'tokens.json'))).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{"tokens":["x"]}', '[]', '{"tokens":[],"more":1}'])(
    'in a damaged file %j: refused',
    async (text) => {
      await writeFile(join(folder, 'tokens.json'), text);
      await expect(fileTokens(folder).load()).rejects.toThrow('is damaged: delete it');
    },
  );

  it('in a folder that is not there: a StoreError', async () => {
    await expect(fileTokens(join(folder, 'none')).save([])).rejects.toMatchObject({ name: 'StoreError' });
  });
});
