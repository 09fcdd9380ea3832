import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { computing, context, read, unset } from '../testing/computing.ts';
import { external } from './external.ts';

it('never runs the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-external-'));
  try {
    const program = ['sh', '-c', `touch ${folder}/ran`];
    const config = unset(['id', 'result'], { program, query: { a: 'b' }, working_dir: folder });
    expect(read(external.dataSources.external, config, { ...context, projectDir: folder })).toEqual({
      id: '-',
      result: {},
    });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('makes up what expressions take from the result', () => {
  const of = { ...computing({ id: null, result: null }), keys: () => ['commit'] };
  const config = unset(['id', 'result']);
  const { result } = external.dataSources.external?.read(config, context, of) ?? {};
  expect(result).toEqual({ commit: expect.stringMatching(/^assumed-commit-[0-9a-f]{12}$/) });
});
