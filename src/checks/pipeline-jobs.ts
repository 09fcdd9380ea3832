import type { Json } from '../base/canonical-json.ts';
import { type Known, known, unknown } from '../base/known.ts';
import type { Resource } from '../terraform/plan/plan.ts';

export type JobKind = 'Training' | 'Processing' | 'Transform';

/** A job that a pipeline of SageMaker, or a state machine, starts. */
export interface PipelineJob {
  /** Of the step or the state. */
  name: string;
  kind: JobKind;
  /** What is given to the API, such as CreateTrainingJob. */
  arguments: JsonObject;
}

type JsonObject = { readonly [name: string]: Json };

/** AWS takes a mebibyte: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const textMaxChars = 2 ** 21;
const depthMax = 60;

/**
 * The jobs that a definition starts, in branches too. Unknown when the text is not known, or is no JSON.
 * https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html
 */
export function jobsOf(resource: Resource, path: string): Known<PipelineJob[]> {
  const text = resource.attribute(path);
  if (!text.known) return text;
  if (typeof text.value !== 'string' || text.value === '') return known([]);
  if (text.value.length > textMaxChars) return unknown('the definition is longer than AWS takes');
  try {
    return known([...jobsIn(JSON.parse(text.value), '', 0)]);
  } catch {
    return unknown('the definition is no JSON');
  }
}

function* jobsIn(value: Json, name: string, depth: number): Iterable<PipelineJob> {
  if (typeof value !== 'object' || value === null || depth > depthMax) return;
  if (Array.isArray(value)) {
    for (const inner of value) yield* jobsIn(inner, name, depth + 1);
    return;
  }
  const object = value as JsonObject;
  const job = jobOf(object, typeof object.Name === 'string' ? object.Name : name);
  if (job) yield job;
  else for (const [key, inner] of Object.entries(object)) yield* jobsIn(inner, key, depth + 1);
}

function jobOf(step: JsonObject, name: string): PipelineJob | undefined {
  const kind = kindOf(step);
  const given = step.Arguments ?? step.Parameters;
  if (!kind || !isObject(given)) return undefined;
  return { name, kind, arguments: given };
}

function kindOf({ Type: type, Resource: resource }: JsonObject): JobKind | undefined {
  const called = typeof resource === 'string' ? /:sagemaker:create(\w+)Job\b/.exec(resource)?.[1] : type;
  return called === 'Training' || called === 'Processing' || called === 'Transform' ? called : undefined;
}

/**
 * A value in the arguments of a job; null when it is not there. Unknown when it is decided at the run: a parameter of
 * the pipeline, or a path of the state machine.
 */
export function argumentOf(job: PipelineJob, path: string): Known<Json> {
  let at: Json = job.arguments;
  for (const name of path.split('.')) {
    if (!isObject(at)) return known(null);
    if (Object.hasOwn(at, `${name}.$`)) return unknown(`${path} of ${job.name} is decided at the run`);
    at = Object.hasOwn(at, name) ? (at[name] ?? null) : null;
    if (isDecidedLater(at)) return unknown(`${path} of ${job.name} is decided at the run`);
  }
  return known(at);
}

function isDecidedLater(value: Json): boolean {
  if (typeof value === 'string') return /^\{%/.test(value);
  return isObject(value) && (Object.hasOwn(value, 'Get') || Object.hasOwn(value, 'Std:Join'));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
