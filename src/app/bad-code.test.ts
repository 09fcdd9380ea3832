import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listModels } from './models.ts';
import { type TinyProject, tinyProject } from './testing/tiny-project.ts';
import { inProject, runDivide } from './testing/workspace.ts';

let project: TinyProject;
beforeEach(async () => {
  project = await tinyProject();
});
afterEach(() => project.remove());

const fs =
  "import fs from 'node:fs';\nconst model = process.env.SM_MODEL_DIR;\nconst output = process.env.SM_OUTPUT_DATA_DIR;\n";
const row = (fields: string) => `${fs}fs.writeFileSync(output + '/rows.jsonl', ${JSON.stringify(fields)});`;

describe('training code that does not do what it should', () => {
  it.each([
    ['train.mjs', 'writes nothing and exits with 0', fs, /wrote no model/],
    [
      'train.mjs',
      'fails',
      "console.error('no memory left');\nprocess.exit(3);",
      /exited with 3.*\n.*no memory left/,
    ],
    ['train.mjs', 'throws', "throw new Error('bad shapes');", /exited with 1[\s\S]*bad shapes/],
    ['train.mjs', 'leaves a link', `${fs}fs.symlinkSync('/etc/passwd', model + '/model.onnx');`, /link/],
    [
      'train.mjs',
      'leaves a pickle',
      `${fs}fs.writeFileSync(model + '/model.onnx', Buffer.from('80049505000000000000008c0161942e', 'hex'));`,
      /scan of divide: did not pass[\s\S]*pickle/,
    ],
    [
      'train.mjs',
      'leaves half a model',
      `${fs}const all = fs.readFileSync(new URL('weights.onnx', import.meta.url));\nfs.writeFileSync(model + '/model.onnx', all.subarray(0, all.length / 2));`,
      /scan of divide: did not pass/,
    ],
    ['prepare.mjs', 'leaves no rows', fs, /wrote no rows\.jsonl/],
    ['prepare.mjs', 'leaves rows that are no JSON', row('x'), /rows\.jsonl:1: is not JSON/],
    [
      'prepare.mjs',
      'leaves a row without a label',
      row('{"id":"a","group":"g","inputs":{"x":1}}'),
      /rows\.jsonl:1: label/,
    ],
    [
      'prepare.mjs',
      'leaves an id twice',
      row('{"id":"a","group":"g","label":0,"inputs":{"x":1}}\n'.repeat(2)),
      /two rows have the id a/,
    ],
    [
      'prepare.mjs',
      'leaves too few rows',
      row('{"id":"a","group":"g","label":0,"inputs":{"x":1}}'),
      /too few to hold any out/,
    ],
    ['evaluate.mjs', 'leaves no metrics', fs, /left no metrics\.json/],
    [
      'evaluate.mjs',
      'replaces a metric',
      `${fs}fs.writeFileSync(output + '/metrics.json', '{"accuracy":1}');`,
      /sets accuracy, which Holdfast measures/,
    ],
  ])('%s %s: refused, and nothing is registered', async (file, _what, code, message) => {
    await project.write(`code/${file}`, code);
    await expect(inProject(project.folder, (workspace) => runDivide(workspace))).rejects.toThrow(message);
    expect(await inProject(project.folder, (workspace) => listModels(workspace))).toEqual([]);
  });

  it.each([
    ['two of a kind', { 'code/train.py': 'print(1)' }, 'has more than one train'],
    ['bad hyperparameters', { 'code/hyperparameters.json': '{"rate": [1]}' }, 'hyperparameters.json'],
    ['hyperparameters that are no JSON', { 'code/hyperparameters.json': '{' }, 'hyperparameters.json'],
  ])('%s: an error in the input', async (_name, files, message) => {
    for (const [path, content] of Object.entries(files)) await project.write(path, content);
    const running = inProject(project.folder, (workspace) => runDivide(workspace));
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.toMatchObject({ name: 'InputError' });
  });

  it('adds metrics of its own, which gates may name', async () => {
    const metric = `${fs}const rows = fs.readFileSync(process.env.SM_CHANNEL_TEST + '/predictions.jsonl', 'utf8').trim().split('\\n');\nfs.writeFileSync(output + '/metrics.json', JSON.stringify({ predictions: rows.length }));`;
    await project.write('code/evaluate.mjs', metric);
    const { evaluation } = await inProject(project.folder, (workspace) => runDivide(workspace));
    expect(evaluation).toMatchObject({ custom: { predictions: 55 } });
  });
});
