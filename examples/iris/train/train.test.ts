import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const python = '/usr/bin/python3';
const lacksSklearn = process.env.CI !== 'true' && spawnSync(python, ['-c', 'import sklearn']).status !== 0;

/** Three species whose petals differ, as in the real measurements; the last two overlap a little. */
const flowers = Array.from({ length: 60 }, (_, i) => {
  const species = ['setosa', 'versicolor', 'virginica'][i % 3];
  const petal = [1.4, 4.4, 5.4][i % 3] ?? 0;
  return [5 + (i % 7) / 5, 3 + (i % 5) / 10, petal + (i % 11) / 10, petal / 3, species];
});

describe.skipIf(lacksSklearn)('the iris example (needs python3-sklearn)', () => {
  let folder = '';

  const run = (entry: string, environment: Record<string, string>, ...args: string[]) => {
    const env = { PATH: '/usr/bin:/bin', PYTHONDONTWRITEBYTECODE: '1', ...environment };
    const { status, stderr } = spawnSync(python, [join(import.meta.dirname, entry), ...args], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  };

  const train = async (target: string) => {
    await mkdir(join(folder, target));
    run(
      'train.py',
      { SM_CHANNEL_TRAIN: join(folder, 'out'), SM_MODEL_DIR: join(folder, target) },
      '--inverse_penalty',
      '0.5',
    );
    return readFile(join(folder, target, 'model.onnx'));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iris-'));
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'iris.json'), JSON.stringify(flowers));
    run('prepare.py', { SM_CHANNEL_FLOWERS: folder, SM_OUTPUT_DATA_DIR: join(folder, 'out') });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('prepares one row per flower', async () => {
    const lines = (await readFile(join(folder, 'out', 'rows.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(60);
    expect(JSON.parse(lines[2] ?? '')).toEqual({
      id: 'flower-2',
      group: '5.4-3.2-5.6000000000000005-1.8',
      label: 1,
      inputs: { sepal_length: 5.4, sepal_width: 3.2, petal_length: 5.6000000000000005, petal_width: 1.8 },
    });
  });

  it('trains a model that ONNX Runtime runs, the same twice', async () => {
    const file = await train('first');
    expect(file.equals(await train('second'))).toBe(true);
    const session = await InferenceSession.create(file);
    const column = (index: number) =>
      new Tensor(
        'float32',
        Float32Array.from(flowers, (flower) => Number(flower[index])),
        [flowers.length],
      );
    const { label, score } = await session.run({
      sepal_length: column(0),
      sepal_width: column(1),
      petal_length: column(2),
      petal_width: column(3),
    });
    expect([label?.type, label?.dims, score?.type, score?.dims]).toEqual(['int64', [60], 'float32', [60]]);
    const right = flowers.filter(
      (flower, row) => Number(label?.data[row]) === Number(flower[4] === 'virginica'),
    );
    expect(right.length).toBeGreaterThanOrEqual(54);
    for (const [row, decided] of [...(label?.data ?? [])].entries()) {
      expect(Number(decided)).toBe(Number(score?.data[row]) > 0.5 ? 1 : 0);
    }
    await session.release();
  });
});
