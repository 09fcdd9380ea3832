import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { createJobRunner, type JobRunnerOptions } from '../job-runner.ts';
import { attempt, type Trial } from './trial.ts';

/* A process of its own that runs the trials of its input: to be killed, or started as another user. */

const { trials, options } = (await json(process.stdin)) as { trials: Trial[]; options: JobRunnerOptions };
const root = await mkdtemp(join(tmpdir(), 'holdfast-elsewhere-'));
try {
  const runner = createJobRunner(options);
  const found = await Promise.all(trials.map((trial) => attempt(runner, root, trial)));
  process.stdout.write(JSON.stringify(found));
} catch (error) {
  process.stdout.write(JSON.stringify({ error: String(error) }));
} finally {
  await rm(root, { recursive: true });
}
