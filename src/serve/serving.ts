import type { Clock } from '../base/clock.ts';
import { Capture, defaultCaptureLimits } from './capture.ts';
import { Admission } from './http/admission.ts';
import { HttpError, quoted } from './http/http-error.ts';
import type { ModelSource } from './live-models.ts';
import { Metrics } from './metrics.ts';
import { defaultLimits, type ServerLimits, type ServerOptions } from './options.ts';
import type { ServedModel } from './served-model.ts';

/** What the parts of one running server share. */
export interface Serving {
  models: ModelSource;
  serverVersion: string;
  limits: ServerLimits;
  clock: Clock;
  admission: Admission;
  metrics: Metrics;
  /** By the name of the model. */
  captures: ReadonlyMap<string, Capture>;
  /** `settling` answers still but is not ready any more; `draining` only finishes what is under way. */
  state: 'open' | 'settling' | 'draining';
  /** How long a graceful stop waits for what is under way. */
  finishMs: number;
}

type CaptureFailed = (model: string, records: number, error: unknown) => void;

export function makeServing(options: ServerOptions, captureFailed: CaptureFailed): Serving {
  const limits = { ...defaultLimits, ...options.limits };
  const admission = new Admission(limits.concurrency);
  const metrics = new Metrics(options.models, () => admission.taken);
  return {
    models: options.models,
    serverVersion: options.serverVersion,
    limits,
    clock: options.clock,
    admission,
    metrics,
    captures: capturesOf(options, metrics, captureFailed),
    state: 'open',
    finishMs: limits.requestTimeoutMs,
  };
}

function capturesOf(options: ServerOptions, metrics: Metrics, failed: CaptureFailed): Map<string, Capture> {
  const common = {
    limits: options.captureLimits ?? defaultCaptureLimits,
    random: options.random ?? Math.random,
  };
  return new Map(
    [...(options.capture ?? [])].map(([model, setting]) => {
      const report = (outcome: 'written' | 'dropped' | 'failed', records: number, error?: unknown) => {
        metrics.captured(model, outcome, records);
        if (outcome === 'failed') failed(model, records, error);
      };
      return [model, new Capture({ ...common, ...setting, report })];
    }),
  );
}

/** Ready to answer: there is a model, and the server is not stopping. */
export function isReady({ models, state }: Serving): boolean {
  return state === 'open' && models.list().length > 0;
}

/** @throws HttpError `not-found` */
export function modelNamed({ models }: Serving, name: string, version?: string): ServedModel {
  const current = models.current(name);
  const found =
    version === undefined || current?.version === version
      ? current
      : models.list().find((model) => model.name === name && model.version === version);
  if (found) return found;
  const which = version === undefined ? quoted(name) : `${quoted(name)} in the version ${quoted(version)}`;
  throw new HttpError('not-found', `there is no model ${which}`);
}
