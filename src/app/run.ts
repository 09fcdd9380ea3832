import { join } from 'node:path';
import { InputError, VerificationError } from '../base/errors.ts';
import { readJson } from '../lifecycle/data/json-artifact.ts';
import { loadSteps } from '../lifecycle/pipeline.ts';
import { type RunObserver, runPipeline, unknownModel } from '../lifecycle/runner.ts';
import { stepRecordSchema } from '../lifecycle/step-record.ts';
import type { ArtifactRef } from '../ports/artifacts.ts';
import type { JobRunner } from '../ports/jobs.ts';
import { asDataKeyName } from '../ports/keys.ts';
import type { Environment } from '../spec/platform.ts';
import { actorOf, requirePermission } from './actor.ts';
import { devJournal, ledgerJournal } from './journals.ts';
import { localEnvironment, nameOf, versionsOf, type Workspace } from './workspace.ts';

export interface RunRequest {
  model: string;
  environment: string;
  person: string | undefined;
  dev: boolean;
  observer: RunObserver;
  signal: AbortSignal;
}

export interface RunResult {
  model: string;
  digest: string;
  /** `spam-filter@3`; absent in a development run. */
  version?: string;
  steps: { step: string; summary: string; entry?: number }[];
  evaluation: unknown;
  message: string;
}

/**
 * The pipeline of one model, from data to a registered version; whatever is unchanged is reused.
 * @throws VerificationError `gate-failed`, `not-permitted`, `step-failed`
 */
export async function runModel(workspace: Workspace, request: RunRequest): Promise<RunResult> {
  const { model } = request;
  const environment = localEnvironment(workspace.platform, request.environment);
  const trained = environment.models[model];
  if (!trained) throw unknownModel(model, Object.keys(environment.models));
  if (environment.modelsFrom !== undefined) {
    throw new VerificationError(
      'not-permitted',
      `run ${model}`,
      `${environment.name} takes its models from ${environment.modelsFrom} and trains none`,
    );
  }
  refuseMasked(environment);
  const journal = request.dev
    ? devJournal(join(workspace.project, '.holdfast', 'dev.json'))
    : await recording(workspace, environment, request);
  const steps = await loadSteps();
  const { artifacts, steps: done } = await runPipeline({
    steps: request.dev ? steps.filter((step) => !step.recordedOnly) : steps,
    datasets: trained.trainsOn,
    journal,
    artifacts: workspace.ports.artifacts,
    scratch: workspace.scratch,
    context: {
      project: workspace.project,
      platform: workspace.platform,
      environment,
      model,
      artifacts: workspace.ports.artifacts,
      keys: workspace.ports.keys,
      jobs: stoppable(workspace.ports.jobs, request.signal),
      clock: workspace.ports.clock,
      modelKey: asDataKeyName(`model/${model}`),
    },
    pinnedSchema: (dataset, delivery) => pinnedSchema(workspace, dataset, delivery),
    observer: request.observer,
  });
  const [digest, evaluation] = [artifacts.model?.digest ?? '', artifacts.evaluation];
  const version = (await versionsOf(workspace, model)).find((known) => known.digest === digest);
  return {
    model,
    digest,
    ...(version && !request.dev ? { version: nameOf(version) } : {}),
    steps: done.map(({ record, entry }) => ({
      step: record.step,
      summary: record.summary,
      ...(entry === undefined ? {} : { entry }),
    })),
    evaluation: evaluation && (await readJson(workspace.ports.artifacts, evaluation)),
    message:
      request.dev || !version
        ? `${model} holds its gates; nothing was signed or registered (--dev)`
        : `${nameOf(version)} is registered: ${digest}`,
  };
}

/** Data as they are must not go where the file promises masked ones. */
function refuseMasked({ name, data }: Environment): void {
  if (data !== 'masked') return;
  throw new InputError({
    code: 'masking-not-supported',
    message: `${name} takes masked data only, and this version cannot mask`,
    fix: 'run in an environment whose data are real or synthetic',
  });
}

async function recording(workspace: Workspace, environment: Environment, request: RunRequest) {
  const actor = await actorOf(workspace, request.person);
  requirePermission(workspace, environment, actor.person, 'run', request.model);
  return ledgerJournal(workspace, actor, {
    action: 'run',
    model: request.model,
    environment: environment.name,
  });
}

const stoppable = (jobs: JobRunner, signal: AbortSignal): JobRunner => ({
  isolation: () => jobs.isolation(),
  runtime: (entry) => jobs.runtime(entry),
  run: (job) => jobs.run({ ...job, signal }),
});

/** The schema that the first delivery of a dataset was the first to show; none while that is the delivery at hand. */
async function pinnedSchema(
  { ports }: Workspace,
  dataset: string,
  delivery: string | undefined,
): Promise<ArtifactRef | undefined> {
  const rows = await ports.metadata.db
    .selectFrom('steps')
    .select('record')
    .where('step', '=', 'validate')
    .where('dataset', '=', dataset)
    .orderBy('entry')
    .execute();
  const records = rows.map((row) => stepRecordSchema.parse(JSON.parse(row.record)));
  const first = records.find((record) => record.parameters.origin === 'inferred');
  if (!first || first.inputs[`delivery/${dataset}`]?.digest === delivery) return undefined;
  return first.outputs[`schema/${dataset}`];
}
