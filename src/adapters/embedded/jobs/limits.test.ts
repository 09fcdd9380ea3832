import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { othersCanRead } from '../../../../tools/testing/others-can-read.ts';
import type { Limits } from '../../../ports/jobs.ts';
import { createJobRunner } from './job-runner.ts';
import { attempt, attemptElsewhere, type Elsewhere, type Found, type Trial } from './testing/trial.ts';

/* Trainers that take more than they may, in every way that a job can run on this machine. */

const root = await mkdtemp(join(tmpdir(), 'holdfast-limits-'));
afterAll(() => rm(root, { recursive: true }));

const isRoot = process.getuid?.() === 0;
const ordinaryUid = 64_999;
/** Tests run by root start this checkout's code as another user, who must be able to read it. */
const unreachable = isRoot && !othersCanRead();
const megabyte = 1024 * 1024;

interface Way {
  way: string;
  without: boolean;
  run(trials: Trial[]): Promise<Found[]>;
}

function here(bwrap: 'auto' | 'never'): Way['run'] {
  const runner = createJobRunner({ bwrap });
  return (trials) => Promise.all(trials.map((trial) => attempt(runner, root, trial)));
}

/** As a user who may not change to another one: by starting a process as one. */
function ordinary(bwrap: 'auto' | 'never'): Way['run'] {
  if (!isRoot) return here(bwrap);
  const how: Elsewhere = { uid: ordinaryUid, options: { bwrap } };
  return (trials) => attemptElsewhere(trials, how);
}

const ways: Way[] = [
  { way: 'as root, sandbox (needs bwrap)', without: lacks('bwrap') || !isRoot, run: here('auto') },
  { way: 'as root, no sandbox', without: !isRoot, run: here('never') },
  {
    way: 'as an ordinary user, sandbox (needs bwrap and a checkout that others can read)',
    without: lacks('bwrap') || unreachable,
    run: ordinary('auto'),
  },
  {
    way: 'as an ordinary user, no sandbox (needs a checkout that others can read)',
    without: unreachable,
    run: ordinary('never'),
  },
];

interface Greed {
  what: string;
  limits: Partial<Limits>;
  entry: string;
  source: string;
  limit: keyof Limits;
}

const greed: Greed[] = [
  {
    what: 'memory',
    limits: { memoryBytes: 96 * megabyte },
    entry: 'train.py',
    source: 'import time\nkept = [bytes([1]) * 16_000_000 for _ in range(30)]\ntime.sleep(10)',
    limit: 'memoryBytes',
  },
  {
    what: 'memory in many processes',
    limits: { memoryBytes: 96 * megabyte },
    entry: 'train.py',
    source: `
import os, time
for _ in range(5):
    if os.fork() == 0:
        kept = bytes([1]) * 40_000_000
        time.sleep(10)
        os._exit(0)
time.sleep(10)`,
    limit: 'memoryBytes',
  },
  {
    what: 'time',
    limits: { wallSeconds: 0.3 },
    entry: 'train',
    source: '#!/bin/sh\nsleep 10',
    limit: 'wallSeconds',
  },
  {
    what: 'processor time of one process',
    limits: { cpuSeconds: 1 },
    entry: 'train',
    source: '#!/bin/sh\nwhile :; do :; done',
    limit: 'cpuSeconds',
  },
  {
    what: 'disk in one file',
    limits: { outputBytes: megabyte },
    entry: 'train.mjs',
    source: `import { writeFileSync } from 'node:fs';
      writeFileSync(process.env.SM_MODEL_DIR + '/m', Buffer.alloc(4_000_000, 1));`,
    limit: 'outputBytes',
  },
  {
    what: 'disk in many files',
    limits: { outputBytes: megabyte },
    entry: 'train.mjs',
    source: `import { writeFileSync } from 'node:fs';
      const folders = [process.env.SM_MODEL_DIR, process.env.SM_OUTPUT_DATA_DIR];
      for (let i = 0; i < 8; i++) writeFileSync(folders[i % 2] + '/m' + i, Buffer.alloc(500_000, 1));`,
    limit: 'outputBytes',
  },
  {
    what: 'disk in files without a name',
    limits: { outputBytes: megabyte },
    entry: 'train.py',
    source: `
import os, time
kept = []
for i in range(8):
    file = open(os.environ['SM_MODEL_DIR'] + '/hidden', 'wb', buffering=0)
    os.unlink(file.name)
    file.write(bytes([1]) * 500_000)
    kept.append(file)
time.sleep(10)`,
    limit: 'outputBytes',
  },
];

const fork = {
  entry: 'train.py',
  limits: { processes: 20 },
  source: `
import os, time
count = 0
try:
    for _ in range(60):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
        count += 1
except OSError:
    print('refused', 'in time' if count < 20 else 'late')
time.sleep(1 if count == 60 else 0)`,
};

/** Shared memory counts once: five processes of 60 MB each are 60 MB. */
const modest = {
  entry: 'train.py',
  limits: { memoryBytes: 128 * megabyte },
  source: `
import os, time
kept = bytes([1]) * 60_000_000
for _ in range(4):
    if os.fork() == 0:
        time.sleep(2)
        os._exit(0)
for _ in range(4): os.wait()
open(os.environ['SM_MODEL_DIR'] + '/m', 'w').write('x')`,
};

describe.concurrent.each(ways)('a job $way', ({ without, run }) => {
  it.skipIf(without || lacks('python3'))(
    'is stopped when it takes too much, not before (needs python3)',
    async () => {
      const [modestly, forked, ...rest] = await run([modest, fork, ...greed]);
      const ends = rest.map(({ end, model, output }, index) => ({
        what: greed[index]?.what,
        end,
        model,
        output,
      }));
      expect(ends).toEqual(
        greed.map(({ what, limit }) => ({ what, end: { kind: 'limit', limit }, model: {}, output: {} })),
      );
      expect(modestly).toMatchObject({ end: { kind: 'exited', code: 0 }, model: { m: 'x' } });
      expect(modestly?.peakMemoryBytes).toBeGreaterThan(50_000_000);
      expect(modestly?.peakMemoryBytes).toBeLessThan(128 * megabyte);
      // The kernel refuses a process too many, which the code may survive; a watcher ends the job.
      const watched = { end: { kind: 'limit', limit: 'processes' }, lines: [] };
      const refused = { end: { kind: 'exited', code: 0 }, lines: ['refused in time'] };
      expect(forked).toMatchObject(forked?.end.kind === 'limit' ? watched : refused);
    },
  );
});

describe.skipIf(lacks('bwrap') || lacks('python3'))(
  'a job that stops its own sandbox (needs bwrap, python3)',
  () => {
    it('is ended by the clock', async () => {
      // It holds the first process of the sandbox by ptrace, which then never tells that the job ended.
      const source = 'import ctypes\nctypes.CDLL(None).ptrace(16, 1, 0, 0)';
      const [found] = await here('auto')([{ entry: 'train.py', source, limits: { wallSeconds: 0.4 } }]);
      expect(found?.end).toEqual({ kind: 'limit', limit: 'wallSeconds' });
    });
  },
);
