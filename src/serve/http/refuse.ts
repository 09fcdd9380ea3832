import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { StoreError, ToolError, VerificationError } from '../../base/errors.ts';
import type { Metrics } from '../metrics.ts';
import { errorBody, HttpError, type Refusal, retryAfterSeconds } from './http-error.ts';

export const jsonType = 'application/json; charset=utf-8';

/** What Fastify refuses by itself: https://fastify.dev/docs/latest/Reference/Errors/ */
const fastifyRefusals: Record<string, [Refusal, string]> = {
  FST_ERR_BAD_URL: ['malformed', 'the path is malformed'],
  FST_ERR_MAX_PARAM_LENGTH: ['malformed', 'the path is too long'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'the body is larger than this server takes'],
  FST_ERR_CTP_EMPTY_TYPE: ['media-type', 'a content-type is needed'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['media-type', 'this content-type is not taken here'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'the body is not as long as its content-length'],
};

/** Any error as what the client is told; undefined for a bug of ours, of which it is told nothing. */
function refusalOf(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  const known = Object.hasOwn(fastifyRefusals, code) ? fastifyRefusals[code] : undefined;
  if (known) return new HttpError(...known);
  return statusCode >= 400 && statusCode < 500
    ? new HttpError('malformed', 'the request is malformed')
    : undefined;
}

/** Answers a request that failed. Every answer with an error goes through here. */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply, metrics: Metrics): void {
  const refusal = refusalOf(error) ?? new HttpError('failed', 'internal error');
  if (refusal.statusCode === 500) request.log.error(describeFailure(error), 'failed');
  metrics.refused(refusal.reason);
  const retryAfter = retryAfterSeconds[refusal.reason];
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (refusal.reason === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  // What was not read yet must not be: it may be of any length.
  if (!request.raw.complete) reply.header('connection', 'close');
  reply.code(refusal.statusCode).type(jsonType).send(errorBody(refusal.message));
}

/** Errors of Holdfast's own, whose messages never hold what was sent. */
const plainErrors = [StoreError, ToolError, VerificationError];

/**
 * A failure for the log, without what it may quote of a request. Of any error but our own that is its name and the
 * places in the code; of ONNX Runtime's also the message up to its status, which names the operator that failed.
 */
export function describeFailure(error: unknown): { error: string; at: string[] } {
  const cause = error instanceof HttpError && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return { error: typeof cause, at: [] };
  const own = plainErrors.some((kind) => cause instanceof kind);
  const about = own
    ? [cause.message]
    : /^Non-zero status code returned while running .{1,200}?(?= Status Message:)/.exec(cause.message);
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: about ? `${cause.name}: ${about[0]}` : cause.name,
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}
