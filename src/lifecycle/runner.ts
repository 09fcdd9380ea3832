import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfJson, type Json } from '../base/canonical-json.ts';
import { InputError, VerificationError } from '../base/errors.ts';
import type { ArtifactStore } from '../ports/artifacts.ts';
import type { Journal, Recorded } from './journal.ts';
import type { Artifacts, Outcome, Step, StepContext } from './step.ts';
import type { StepRecord } from './step-record.ts';

/** What a run tells about itself as it goes. */
export interface RunObserver {
  started(step: string): void;
  progress(step: string, line: string): void;
  finished(step: string, recorded: Recorded, reused: boolean, seconds: number): void;
}

export interface Run {
  steps: Step[];
  datasets: string[];
  journal: Journal;
  artifacts: ArtifactStore;
  /** Folder for what exists only while a step runs. */
  scratch: string;
  /** Everything of the context but what belongs to one step. */
  context: Omit<StepContext, 'scratch' | 'progress' | 'dataset' | 'pinnedSchema'>;
  pinnedSchema: (dataset: string, delivery: string | undefined) => ReturnType<StepContext['pinnedSchema']>;
  observer: RunObserver;
}

/**
 * Runs every step that is not done yet, in order. Whatever was recorded before an interruption is reused.
 * @throws VerificationError `gate-failed` when a step's verdict is `failed`; it is recorded first
 */
export async function runPipeline(run: Run): Promise<{ artifacts: Artifacts; steps: Recorded[] }> {
  const known: Artifacts = {};
  const done: Recorded[] = [];
  for (const step of run.steps) {
    for (const dataset of step.scope === 'dataset' ? run.datasets : ['']) {
      const recorded = await runStep(run, step, dataset, known);
      done.push(recorded);
      if (recorded.record.verdict === 'failed') throw gateFailure(titleOf(step, dataset), recorded.record);
      Object.assign(known, recorded.record.outputs);
    }
  }
  return { artifacts: known, steps: done };
}

const titleOf = (step: Step, dataset: string): string =>
  dataset === '' ? step.name : `${step.name} ${dataset}`;

function gateFailure(title: string, record: StepRecord): VerificationError {
  const problems = record.problems.map((problem) => `\n  - ${problem}`).join('');
  return new VerificationError('gate-failed', `${title} of ${record.model}`, `did not pass${problems}`);
}

async function runStep(run: Run, step: Step, dataset: string, known: Artifacts): Promise<Recorded> {
  const title = titleOf(step, dataset);
  run.observer.started(title);
  const start = performance.now();
  const folders = await mkdtempIn(run.scratch);
  try {
    const inputs = inputsOf(step, dataset, known);
    const context = contextOf(run, step, title, dataset, folders, known);
    const parameters = await step.parameters(context);
    const key = cacheKey(run, step, dataset, inputs, parameters);
    const found = await reusable(run, key);
    const recorded = found ?? (await execute(run, step, dataset, context, { inputs, parameters, key }));
    run.observer.finished(title, recorded, found !== undefined, (performance.now() - start) / 1000);
    return recorded;
  } finally {
    await rm(folders, { recursive: true, force: true });
  }
}

async function mkdtempIn(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return mkdtemp(join(folder, 'step-'));
}

/** A step of the model takes an artifact of each dataset; a step of a dataset takes its own. */
function inputsOf(step: Step, dataset: string, known: Artifacts): Artifacts {
  const wanted = (name: string) =>
    step.takes.some(
      (take) =>
        name === take || (dataset === '' ? name.startsWith(`${take}/`) : name === `${take}/${dataset}`),
    );
  return Object.fromEntries(Object.entries(known).filter(([name]) => wanted(name)));
}

function contextOf(
  run: Run,
  step: Step,
  title: string,
  dataset: string,
  folders: string,
  known: Artifacts,
): StepContext {
  const delivery = known[`delivery/${dataset}`]?.digest;
  return {
    ...run.context,
    dataset,
    pinnedSchema: () => run.pinnedSchema(dataset, delivery),
    scratch: (name) => mkdtemp(join(folders, `${step.name}-${name}-`)),
    progress: (line) => run.observer.progress(title, line),
  };
}

/** The same key means: the outcome would be the same. */
function cacheKey(
  run: Run,
  step: Step,
  dataset: string,
  inputs: Artifacts,
  parameters: Record<string, Json>,
) {
  const digests = Object.fromEntries(Object.entries(inputs).map(([name, { digest }]) => [name, digest]));
  const { model, platform } = run.context;
  const subject = { platform: platform.name, model: step.scope === 'dataset' ? '' : model, dataset };
  return digestOfJson({ step: step.name, version: step.version, ...subject, inputs: digests, parameters });
}

async function reusable(run: Run, key: string): Promise<Recorded | undefined> {
  const found = await run.journal.find(key);
  if (!found) return undefined;
  for (const ref of Object.values(found.record.outputs)) {
    if (!(await run.artifacts.has(ref))) return undefined;
  }
  return found;
}

async function execute(
  run: Run,
  step: Step,
  dataset: string,
  context: StepContext,
  about: Pick<StepRecord, 'key' | 'parameters'> & { inputs: Artifacts },
): Promise<Recorded> {
  const request = await run.journal.request();
  const startedOn = context.clock.now().toISOString();
  const outcome = await step.run(context, about.inputs);
  checkOutputs(step, outcome);
  const record: StepRecord = {
    step: step.name,
    model: context.model,
    dataset,
    ...about,
    outputs: scoped(outcome.outputs, dataset),
    author: '',
    policy: context.platform.digest,
    request,
    verdict: outcome.verdict,
    summary: outcome.summary.slice(0, 2000),
    problems: (outcome.problems ?? []).slice(0, 100).map((text) => text.slice(0, 1000)),
    startedOn,
    finishedOn: context.clock.now().toISOString(),
  };
  return run.journal.record(record, outcome);
}

function checkOutputs(step: Step, outcome: Outcome): void {
  const left = Object.keys(outcome.outputs).sort().join(', ');
  const promised = step.leaves.toSorted().join(', ');
  if (left !== promised)
    throw new Error(`${step.name} promises ${promised || 'nothing'} and left ${left || 'nothing'}`);
}

function scoped(outputs: Artifacts, dataset: string): Artifacts {
  if (dataset === '') return outputs;
  return Object.fromEntries(Object.entries(outputs).map(([name, ref]) => [`${name}/${dataset}`, ref]));
}

/** For messages: a model that the file does not have. */
export function unknownModel(model: string, known: string[]): InputError {
  return new InputError({
    code: 'unknown-model',
    message: `holdfast.yaml has no model ${model}`,
    fix: `models are: ${known.join(', ') || 'none'}`,
  });
}
