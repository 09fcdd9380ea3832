import type { FastifyServerOptions } from 'fastify';
import type { Clock } from '../base/clock.ts';
import type { CaptureLimits, CaptureSetting } from './capture.ts';
import type { ModelSource } from './live-models.ts';

export interface ServerLimits {
  /** The body of one request. */
  bodyBytes: number;
  /** Rows in one request. */
  batch: number;
  /** One text in a request, as UTF-8. */
  textBytes: number;
  /** Requests for predictions that are received or answered at once; the next is refused with 503. */
  concurrency: number;
  /** From a request's arrival to its answer. */
  requestTimeoutMs: number;
}

export const defaultLimits: ServerLimits = {
  bodyBytes: 4 * 1024 * 1024,
  batch: 256,
  textBytes: 1024 * 1024,
  concurrency: 64,
  requestTimeoutMs: 30_000,
};

export interface ServerOptions {
  models: ModelSource;
  /** Holdfast's own version, for `GET /v2`. */
  serverVersion: string;
  /** Whether a bearer token may ask. Called on every request but `/healthz` and `/ping`. */
  authenticate: (token: string) => boolean;
  /** By the name of the model; a model that is not here is not captured. */
  capture?: ReadonlyMap<string, CaptureSetting>;
  captureLimits?: CaptureLimits;
  limits?: Partial<ServerLimits>;
  /**
   * Names under which the server is reached beside loopback, as in a Host header: `models.example.org` for any port,
   * `models.example.org:8443` for that one.
   */
  hosts?: string[];
  clock: Clock;
  /** For sampling; tests give their own. */
  random?: () => number;
  /** Options of pino, or false for no log. It never holds bodies, tokens or query strings. */
  logger: FastifyServerOptions['logger'];
}
