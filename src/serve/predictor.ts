import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tensor } from '../inference/tensor.ts';
import { checkInputs } from './body/check-inputs.ts';
import { isWritable } from './body/tensor-json.ts';
import { within } from './deadline.ts';
import type { Place } from './http/admission.ts';
import { placeOfRequest } from './http/admit.ts';
import { HttpError } from './http/http-error.ts';
import type { ServedModel } from './served-model.ts';
import type { Serving } from './serving.ts';

/**
 * Asks a model what a request asks: judges the tensors, keeps the time limit, counts, and captures. Sets the headers
 * that say which version answered.
 * @throws HttpError
 */
export async function predict(
  serving: Serving,
  model: ServedModel,
  inputs: Tensor[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Tensor[]> {
  checkInputs(inputs, model.inputs, serving.limits);
  const started = performance.now();
  const outputs = await ask(serving, model, inputs, request);
  const bad = outputs.find((output) => !isWritable(output));
  if (bad) throw new HttpError('failed', `the model's output ${bad.name} is not a number`);
  serving.metrics.predicted(model, outputs, inputs[0]?.shape[0] ?? 1, (performance.now() - started) / 1000);
  capture(serving, model, inputs, outputs, request.id);
  reply.header('x-holdfast-model', model.name);
  reply.header('x-holdfast-model-version', model.version);
  reply.header('x-holdfast-model-digest', model.digest);
  return outputs;
}

function ask(
  { limits }: Serving,
  model: ServedModel,
  inputs: Tensor[],
  request: FastifyRequest,
): Promise<Tensor[]> {
  const place = placeOfRequest(request);
  const leftMs = limits.requestTimeoutMs - (performance.now() - place.since);
  const late = (): never => {
    throw new HttpError('timeout', `no answer within ${limits.requestTimeoutMs} ms`);
  };
  if (leftMs <= 0) late();
  place.hold();
  return within(settled(model, inputs, place), leftMs, late);
}

async function settled(model: ServedModel, inputs: Tensor[], place: Place): Promise<Tensor[]> {
  try {
    return await model.predict(inputs);
  } catch (cause) {
    throw new HttpError('failed', 'the model failed on this input', { cause });
  } finally {
    place.release();
  }
}

function capture(
  serving: Serving,
  model: ServedModel,
  inputs: Tensor[],
  outputs: Tensor[],
  requestId: string,
): void {
  const kept = serving.captures.get(model.name);
  if (!kept?.chosen()) return;
  const { name, version, digest } = model;
  kept.keep({
    time: serving.clock.now().toISOString(),
    model: name,
    version,
    digest,
    requestId,
    inputs,
    outputs,
  });
}
