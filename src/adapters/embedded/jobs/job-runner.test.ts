import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { ToolError } from '../../../base/errors.ts';
import { createJobRunner } from './job-runner.ts';
import { attempt, jobOf, type Trial } from './testing/trial.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdfast-jobs-test-'));
});
afterAll(() => rm(root, { recursive: true }));

/** One trainer three times: reads its input and its hyperparameters, says two lines and leaves two files. */
const trainers: Record<string, string> = {
  'train.mjs': `
    import { readFileSync, writeFileSync } from 'node:fs';
    const { SM_CHANNEL_DATA, SM_MODEL_DIR, SM_OUTPUT_DATA_DIR, SM_HP_RATE } = process.env;
    const rows = readFileSync(SM_CHANNEL_DATA + '/rows.txt', 'utf8').trim();
    writeFileSync(SM_MODEL_DIR + '/model.txt', rows + ' ' + SM_HP_RATE);
    writeFileSync(SM_OUTPUT_DATA_DIR + '/report.txt', process.argv.slice(2).join(' '));
    console.log('learning');
    console.error('a warning');`,
  'train.ts': `
    import { readFileSync, writeFileSync } from 'node:fs';
    const of = (name: string): string => process.env[name] ?? '';
    const rows: string = readFileSync(of('SM_CHANNEL_DATA') + '/rows.txt', 'utf8').trim();
    writeFileSync(of('SM_MODEL_DIR') + '/model.txt', rows + ' ' + of('SM_HP_RATE'));
    writeFileSync(of('SM_OUTPUT_DATA_DIR') + '/report.txt', process.argv.slice(2).join(' '));
    console.log('learning');
    console.error('a warning');`,
  'train.py': `
import os, sys
rows = open(os.environ['SM_CHANNEL_DATA'] + '/rows.txt').read().strip()
open(os.environ['SM_MODEL_DIR'] + '/model.txt', 'w').write(rows + ' ' + os.environ['SM_HP_RATE'])
open(os.environ['SM_OUTPUT_DATA_DIR'] + '/report.txt', 'w').write(' '.join(sys.argv[1:]))
print('learning')
print('a warning', file=sys.stderr)`,
  train: `#!/bin/sh
echo "$(cat "$SM_CHANNEL_DATA/rows.txt") $SM_HP_RATE" | tr -d '\\n' > "$SM_MODEL_DIR/model.txt"
printf %s "$*" > "$SM_OUTPUT_DATA_DIR/report.txt"
echo learning
echo a warning >&2`,
};

const tiers = [
  { bwrap: 'auto', tier: 'sandbox', without: lacks('bwrap') },
  { bwrap: 'never', tier: 'none', without: false },
] as const;

describe.each(tiers)('a job in tier $tier', ({ bwrap, tier, without }) => {
  describe.skipIf(without)(tier === 'sandbox' ? '(needs bwrap)' : '(needs no program)', () => {
    const runner = createJobRunner({ bwrap });
    const entries = Object.entries(trainers).map(([entry, source]) => ({ entry, source }));

    const runnable = entries.filter(({ entry }) => !entry.endsWith('.py') || !lacks('python3'));
    it.each(runnable)('runs $entry by the contract', async ({ entry, source }) => {
      const hyperparameters = { rate: 0.5, b: true };
      const found = await attempt(runner, root, {
        entry,
        source,
        data: { 'rows.txt': 'one\n' },
        hyperparameters,
      });
      expect(found).toMatchObject({
        end: { kind: 'exited', code: 0 },
        model: { 'model.txt': 'one 0.5' },
        output: { 'report.txt': '-b true --rate 0.5' },
        tier,
      });
      expect(found.lines.sort()).toEqual(['a warning', 'learning']);
    });

    it('tells how the code ended', async () => {
      const ends = [
        { source: 'exit 0', end: { kind: 'exited', code: 0 } },
        { source: 'echo half > "$SM_MODEL_DIR/m"; exit 7', end: { kind: 'exited', code: 7 } },
        { source: 'kill -SEGV $$', end: { kind: 'signalled', signal: 'SIGSEGV' } },
      ];
      for (const { source, end } of ends) {
        const found = await attempt(runner, root, { entry: 'train', source: `#!/bin/sh\n${source}\n` });
        // What it left half done is given to nobody.
        expect(found).toMatchObject({ end, model: {}, output: {} });
        expect(found.model).toEqual({});
      }
    });

    it('runs its own libraries from where they stand, and nothing reaches the host environment', async () => {
      const library = await mkdtemp(join(root, 'library-'));
      await writeFile(join(library, 'greet.mjs'), `export const greeting = 'from the library';`);
      const source = `
        const { greeting } = await import(process.env.LIBRARY);
        console.log(greeting);
        console.log(Object.keys(process.env).filter((name) => !/^(SM|PYTHON|ORT)/.test(name)).sort().join(' '));`;
      const environment = { LIBRARY: join(library, 'greet.mjs') };
      const trial: Trial = { entry: 'train.mjs', source, environment, libraries: [library] };
      const { lines, end } = await attempt(runner, root, trial);
      expect({ lines: lines.map((line) => line.replace('HOLDFAST_JOB ', '')), end }).toEqual({
        lines: ['from the library', 'HOME LANG LIBRARY PATH TMPDIR TZ'],
        end: { kind: 'exited', code: 0 },
      });
    });

    it('is aborted by a signal, also before it starts', async () => {
      const source = '#!/bin/sh\necho started\nexec sleep 30';
      const aborting = new AbortController();
      const job = await jobOf(root, { entry: 'train', source, signal: aborting.signal }, []);
      const result = await runner.run({ ...job, onLine: () => aborting.abort() });
      await result.release();
      expect(result.end).toEqual({ kind: 'aborted' });
      const early = await attempt(runner, root, { entry: 'train', source, signal: AbortSignal.abort() });
      expect(early).toMatchObject({ end: { kind: 'aborted' }, lines: [] });
    });

    it('ends when the caller cannot take its lines', async () => {
      const job = await jobOf(root, { entry: 'train', source: '#!/bin/sh\necho one\nexec sleep 30' }, []);
      const onLine = (): never => {
        throw new TypeError('no room');
      };
      await expect(runner.run({ ...job, onLine })).rejects.toThrow(new TypeError('no room'));
    });
  });
});

describe('a job that cannot be', () => {
  const runner = createJobRunner();
  const changes: Record<string, object> = {
    'with an entry that nothing runs': { entry: 'train.rb' },
    'with an entry outside': { entry: '../train.mjs' },
    'with a channel that would leave its folder': { channels: { '../x': '/tmp' } },
    'with a channel that is not there': { channels: { data: '/nowhere/at/all' } },
    'with a variable that is none': { environment: { 'A=B': '1' } },
    'with a limit that is none': { limits: { memoryBytes: Number.NaN } },
    'without its code': { codeFolder: '/nowhere/at/all' },
  };
  it.each(Object.entries(changes))('%s is refused before it starts', async (_, change) => {
    const job = await jobOf(root, { entry: 'train.mjs', source: '' }, []);
    await expect(runner.run({ ...job, ...change })).rejects.toThrow(ToolError);
  });
});

describe('runtimes', () => {
  const runner = createJobRunner();
  it('are named with version and digest, always the same', async () => {
    const found = await runner.runtime('train.ts');
    expect(found).toEqual(await runner.runtime('train.mjs'));
    expect(found.name).toBe(`node ${process.versions.node}`);
    expect(found.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect((await runner.runtime('train')).name).toMatch(/^executable on /);
    await expect(runner.runtime('train.exe')).rejects.toThrow(ToolError);
  });
});
