import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tinyModel } from './tiny-model.ts';

/** Of the smallest real platform: a table of points, and a line that divides them. */
const platform = `holdfast: 1
platform: tiny
teams:
  science: { members: [ada, cleo] }
  review: { members: [ben, ada] }
datasets:
  points:
    class: internal
    source: data/*.csv
    retention: 1y
    access: { science: [read] }
models:
  divide:
    trains_on: [points]
    train: { code: code, timeout: 1m, memory: 1GiB }
    gates: { accuracy: { min: 0.9 } }
    approvals: { review: 1 }
    access: { science: [run, observe, deploy, invoke] }
    endpoint: { capture: 100% }
`;

const prepare = `import { readFileSync, writeFileSync } from 'node:fs';
const lines = readFileSync(process.env.SM_CHANNEL_POINTS + '/points.csv', 'utf8').trim().split('\\n').slice(1);
const rows = lines.map((line) => line.split(',')).map(([id, x1, x2, label]) =>
  JSON.stringify({ id, group: id, label: Number(label), inputs: { x: [Number(x1), Number(x2)] } }));
writeFileSync(process.env.SM_OUTPUT_DATA_DIR + '/rows.jsonl', rows.join('\\n') + '\\n');
console.log('prepared');
`;

const train = `import { copyFileSync, writeFileSync } from 'node:fs';
console.log('training');
copyFileSync(new URL('weights.onnx', import.meta.url), process.env.SM_MODEL_DIR + '/model.onnx');
writeFileSync(process.env.SM_OUTPUT_DATA_DIR + '/notes.txt', 'copied');
`;

/** Points of the unit square; those above the diagonal are of class 1. */
function points(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const [x1, x2] = [(index * 37) % 101, (index * 61) % 103];
    return `p${index},${x1 / 101},${x2 / 103},${x1 / 101 + x2 / 103 > 1 ? 1 : 0}`;
  });
  return `id,x1,x2,label\n${lines.join('\n')}\n`;
}

export interface TinyProject {
  folder: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** A project in a folder of its own, ready for `run divide --as ada`. */
export async function tinyProject(changes: Record<string, string | Uint8Array> = {}): Promise<TinyProject> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-tiny-'));
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const files = {
    'holdfast.yaml': platform,
    'data/points.csv': points(300),
    'code/prepare.mjs': prepare,
    'code/train.mjs': train,
    'code/weights.onnx': tinyModel([8, 8, -8]),
    ...changes,
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return { folder, write, remove: () => rm(folder, { recursive: true, force: true }) };
}
