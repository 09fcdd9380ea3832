import { availableParallelism } from 'node:os';
import { ToolError } from '../../../base/errors.ts';
import type { Job } from '../../../ports/jobs.ts';

/** Where the parts of a job stand for its own eyes. */
export interface Places {
  code: string;
  model: string;
  outputData: string;
  output: string;
  input: string;
  config: string;
  channels: Record<string, string>;
  home: string;
}

const host = 'algo-1';
const nameForm = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const variableForm = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** @throws ToolError when a name could mean something else to a shell, a path or the loader */
export function checkNames(job: Job): void {
  const names = [...Object.keys(job.channels), ...Object.keys(job.hyperparameters)];
  const bad = names.find((name) => !nameForm.test(name));
  if (bad !== undefined) throw new ToolError(`${job.name}: ${JSON.stringify(bad)} is no name for a channel`);
  const variable = Object.keys(job.environment).find((name) => !variableForm.test(name));
  if (variable !== undefined) throw new ToolError(`${job.name}: ${JSON.stringify(variable)} is no variable`);
  const entry = job.entry.split('/');
  if (!entry.every((part) => /^[\w][\w.+-]*$/.test(part))) {
    throw new ToolError(`${job.name}: ${JSON.stringify(job.entry)} is no path in the code folder`);
  }
}

/** As SageMaker gives them: every value is text. https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html */
export function configFiles(job: Job): Record<string, string> {
  const texts = Object.entries(job.hyperparameters).map(([name, value]) => [name, String(value)]);
  return {
    'hyperparameters.json': JSON.stringify(Object.fromEntries(texts)),
    'inputdataconfig.json': JSON.stringify(inputDataConfig(job)),
    'resourceconfig.json': JSON.stringify(resourceConfig),
  };
}

const resourceConfig = { current_host: host, hosts: [host] };

function inputDataConfig(job: Job): Record<string, Record<string, string>> {
  const channel = {
    TrainingInputMode: 'File',
    S3DistributionType: 'FullyReplicated',
    RecordWrapperType: 'None',
  };
  return Object.fromEntries(sortedNames(job.channels).map((name) => [name, channel]));
}

function sortedNames(record: Record<string, unknown>): string[] {
  return Object.keys(record).sort();
}

/**
 * `--name value` for each hyperparameter, sorted; one letter takes one dash.
 * https://github.com/aws/sagemaker-training-toolkit/blob/master/src/sagemaker_training/mapping.py
 */
export function userArguments(job: Job): string[] {
  return sortedNames(job.hyperparameters).flatMap((name) => [
    name.length > 1 ? `--${name}` : `-${name}`,
    String(job.hyperparameters[name]),
  ]);
}

/**
 * Everything that a job sees in its environment. Nothing of the host's own.
 *
 * Threads are not bound to one (`OMP_NUM_THREADS` and its like): that would cost most trainers most of the machine.
 * A trainer that must add floating-point numbers in one order asks its library for one thread.
 * https://github.com/aws/sagemaker-training-toolkit/blob/master/ENVIRONMENT_VARIABLES.md
 */
export function contractEnvironment(job: Job, places: Places): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: places.home,
    TMPDIR: places.home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    // Lines as they are printed; no caches beside read-only code; the same order of sets in each run.
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONHASHSEED: '0',
    // ONNX Runtime would report what it runs to its maker; without a sandbox it could.
    ORT_DISABLE_TELEMETRY: '1',
    ...job.environment,
    ...channelVariables(places.channels),
    ...hyperparameterVariables(job),
    SM_MODEL_DIR: places.model,
    SM_OUTPUT_DIR: places.output,
    SM_OUTPUT_DATA_DIR: places.outputData,
    SM_INPUT_DIR: places.input,
    SM_INPUT_CONFIG_DIR: places.config,
    SM_INPUT_DATA_CONFIG: JSON.stringify(inputDataConfig(job)),
    SM_RESOURCE_CONFIG: JSON.stringify(resourceConfig),
    SM_MODULE_DIR: places.code,
    SM_USER_ENTRY_POINT: job.entry,
    SM_CURRENT_HOST: host,
    SM_HOSTS: JSON.stringify([host]),
    SM_NUM_CPUS: String(availableParallelism()),
    SM_NUM_GPUS: '0',
    SM_LOG_LEVEL: '20',
  };
}

function channelVariables(channels: Record<string, string>): Record<string, string> {
  const variables: Record<string, string> = { SM_CHANNELS: JSON.stringify(sortedNames(channels)) };
  for (const [name, folder] of Object.entries(channels)) setBoth(variables, `SM_CHANNEL_${name}`, folder);
  return variables;
}

function hyperparameterVariables(job: Job): Record<string, string> {
  const sorted = sortedNames(job.hyperparameters).map((name) => [name, job.hyperparameters[name]]);
  const variables: Record<string, string> = {
    SM_HPS: JSON.stringify(Object.fromEntries(sorted)),
    SM_USER_ARGS: JSON.stringify(userArguments(job)),
  };
  for (const [name, value] of Object.entries(job.hyperparameters)) {
    setBoth(variables, `SM_HP_${name}`, String(value));
  }
  return variables;
}

/** SageMaker keeps a `-` in the name, which no shell can read: the same with `_` stands beside it. */
function setBoth(variables: Record<string, string>, name: string, value: string): void {
  const exact = name.toUpperCase();
  variables[exact] = value;
  variables[exact.replaceAll('-', '_')] ??= value;
}
