import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { digestOf } from '../../base/digest.ts';
import type { Tensor, TensorSpec } from '../../inference/tensor.ts';
import { LiveModels } from '../live-models.ts';
import type { ServerOptions } from '../options.ts';
import type { ServedModel } from '../served-model.ts';
import { buildServer } from '../server.ts';

export const token = 'hf_test';
export const authorization = `Bearer ${token}`;
/** The time of every test. */
export const now = new Date('2026-03-04T05:06:07Z');

export function serverOf(models: ServedModel[], options: Partial<ServerOptions> = {}): FastifyInstance {
  return buildServer({
    models: new LiveModels(models),
    serverVersion: '0.0.1',
    authenticate: (given) => given === token,
    clock: { now: () => now },
    logger: false,
    ...options,
  });
}

/** A request with a token; `json` is its body. */
export function ask(
  app: FastifyInstance,
  url: string,
  json?: unknown,
  options: InjectOptions = {},
): Promise<LightMyRequestResponse> {
  const body =
    json === undefined
      ? {}
      : { method: 'POST' as const, payload: typeof json === 'string' ? json : JSON.stringify(json) };
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  return app.inject({ url, ...body, ...options, headers: { authorization, ...type, ...options.headers } });
}

/** A model that answers when the test says so, to have requests under way. It echoes its only input `x`. */
export class SlowModel implements ServedModel {
  readonly name: string;
  readonly version: string;
  readonly digest = digestOf('slow');
  readonly platform = 'onnx_onnxv1';
  readonly inputs: TensorSpec[] = [{ name: 'x', datatype: 'BYTES', shape: [-1] }];
  readonly outputs: TensorSpec[] = this.inputs;
  closed = false;
  #waiting: (() => void)[] = [];
  #arrived: (() => void)[] = [];
  asked = 0;

  constructor(name = 'slow', version = '1') {
    this.name = name;
    this.version = version;
  }

  async predict(inputs: Tensor[]): Promise<Tensor[]> {
    this.asked += 1;
    const go = new Promise<void>((resolve) => this.#waiting.push(resolve));
    for (const resolve of this.#arrived.splice(0)) resolve();
    await go;
    return inputs;
  }

  /** Ends when `count` predictions in all were asked for. */
  async arrival(count: number): Promise<void> {
    while (this.asked < count) await new Promise<void>((resolve) => this.#arrived.push(resolve));
  }

  /** Lets all that wait be answered. */
  answer(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
