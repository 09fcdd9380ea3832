import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TinyProject, tinyProject } from './testing/tiny-project.ts';
import { inProject, runDivide } from './testing/workspace.ts';

let project: TinyProject;
beforeEach(async () => {
  project = await tinyProject();
});
afterEach(() => project.remove());

const run = () => inProject(project.folder, (workspace) => runDivide(workspace));
const read = (path: string) => readFile(join(project.folder, path), 'utf8');

async function declareSchema(text: string): Promise<void> {
  await project.write('schema.yaml', text);
  const file = await read('holdfast.yaml');
  await project.write(
    'holdfast.yaml',
    file.replace('source: data/*.csv', 'source: data/*.csv\n    schema: schema.yaml'),
  );
}

const columns = 'id: { type: string }, x1: { type: number }, x2: { type: number }';

describe('a delivery', () => {
  it('that its declared schema describes is taken', async () => {
    await declareSchema(`kind: csv\ncolumns: { ${columns}, label: { type: integer } }\n`);
    expect((await run()).version).toBe('divide@1');
  });

  it.each([
    [
      'lacks a column',
      `${columns}, label: { type: integer }, age: { type: integer }`,
      'the column age is missing',
    ],
    ['has a column more', columns, 'the column label is not in the schema'],
    [
      'has another type',
      `${columns.replace('string', 'integer')}, label: { type: integer }`,
      'the column id holds string, the schema says integer',
    ],
  ])('that %s is refused', async (_name, wanted, message) => {
    await declareSchema(`kind: csv\ncolumns: { ${wanted} }\n`);
    await expect(run()).rejects.toThrow(message);
  });

  it.each([
    ['kind: parquet\n', /schema\.yaml: .*kind/s],
    ['kind: [', /schema\.yaml: /],
  ])('with the schema file %j: an error in the input', async (text, message) => {
    await declareSchema(text);
    await expect(run()).rejects.toThrow(message);
    await expect(run()).rejects.toMatchObject({ name: 'InputError' });
  });

  it('after the first is held to the schema that the first showed', async () => {
    await run();
    const points = await read('data/points.csv');
    await project.write('data/points.csv', `${points}more,0.5,0.25,0\n`);
    await run();
    await project.write('data/points.csv', points.replace('0.', 'zero point '));
    await expect(run()).rejects.toThrow(/the column x[12] holds string, the schema says number/);
  });

  it.each([
    ['is empty', ''],
    ['has ragged rows', 'id,x1,x2,label\na,1\n'],
    ['is truncated within quotes', 'id,x1,x2,label\n"a,1,2,0\n'],
  ])('that %s is refused by the schema of the one before', async (_name, text) => {
    await run();
    await project.write('data/points.csv', text);
    await expect(run()).rejects.toMatchObject({ code: 'gate-failed' });
  });

  it('is not taken in as it is where only masked data may be', async () => {
    const file = await read('holdfast.yaml');
    await project.write('holdfast.yaml', `${file}environments:\n  local: { data: masked }\n`);
    await expect(run()).rejects.toThrow('local takes masked data only');
  });

  it('that is not there is an error in the input', async () => {
    const file = await read('holdfast.yaml');
    await project.write('holdfast.yaml', file.replace('data/*.csv', 'nowhere/*.csv'));
    await expect(run()).rejects.toMatchObject({ name: 'InputError' });
  });
});
