import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type Guard, makeGuard, securityHeaders } from './http/guard.ts';
import { errorBody, HttpError } from './http/http-error.ts';
import { describeFailure, refuse } from './http/refuse.ts';
import { kserveRoutes } from './kserve/routes.ts';
import { addOperations } from './operations.ts';
import type { ServerOptions } from './options.ts';
import { sagemakerRoutes } from './sagemaker/routes.ts';
import { makeServing, type Serving } from './serving.ts';
import { addStopHooks } from './stop.ts';

/** Bounds for who is slow on purpose: headers, idle connections, and how many connections there can be. */
const headersTimeoutMs = 10_000;
const keepAliveTimeoutMs = 10_000;
const connectionsCheckingIntervalMs = 2_000;
const maxHeaderBytes = 8 * 1024;
const maxConnections = 1_000;

/**
 * The inference server, not yet listening. Its models were verified by who gives them; it opens no file and makes no
 * connection. Stop it with `stopServer`.
 */
export function buildServer(options: ServerOptions): FastifyInstance {
  const serving: Serving = makeServing(options, (model, records, error) => {
    app.log.error({ model, records, ...describeFailure(error) }, 'capture failed');
  });
  const guard = makeGuard(options.authenticate, options.hosts ?? []);
  const app: FastifyInstance = fastify({
    logger: options.logger ?? false,
    // Fastify's own lines hold the path and the query as they were sent.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: serving.limits.bodyBytes,
    requestTimeout: serving.limits.requestTimeoutMs,
    // The last resort: later than the other limits, which answer before they close.
    connectionTimeout: 2 * serving.limits.requestTimeoutMs + 2 * connectionsCheckingIntervalMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    http: {
      headersTimeout: Math.min(headersTimeoutMs, serving.limits.requestTimeoutMs),
      connectionsCheckingInterval: Math.min(connectionsCheckingIntervalMs, serving.limits.requestTimeoutMs),
      maxHeaderSize: maxHeaderBytes,
    },
    routerOptions: { ignoreTrailingSlash: true },
    // Who has no token must get the same answer while the server stops.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      begin(request, reply);
      refuse(objectionOf(guard, request) ?? error, request, reply, serving.metrics);
      finish(request, reply, serving);
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, serving),
  });
  app.server.maxConnections = maxConnections;
  app.removeAllContentTypeParsers();
  app.decorateRequest('place', null);
  addHooks(app, serving, guard);
  addOperations(app, serving);
  app.register((scope) => kserveRoutes(scope, serving));
  app.register((scope) => sagemakerRoutes(scope, serving));
  return app;
}

function addHooks(app: FastifyInstance, serving: Serving, guard: Guard): void {
  app.addHook('onRequest', (request, reply, done) => {
    begin(request, reply);
    done(objectionOf(guard, request));
  });
  app.addHook('onResponse', (request, reply, done) => {
    finish(request, reply, serving);
    done();
  });
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply, serving.metrics));
  app.setNotFoundHandler((request, reply) =>
    refuse(new HttpError('not-found', 'there is no such path'), request, reply, serving.metrics),
  );
  addStopHooks(app, serving);
}

/** Whatever goes wrong while judging a request refuses it. */
function objectionOf(guard: Guard, request: FastifyRequest): Error | undefined {
  try {
    return guard(request);
  } catch (error) {
    return error instanceof Error ? error : new Error('the guard failed');
  }
}

/** Counts and logs an answer. Neither holds the path: it may be anything. */
function finish(request: FastifyRequest, reply: FastifyReply, { metrics }: Serving): void {
  const { method, ip: remote } = request;
  const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
  const { statusCode: status, elapsedTime } = reply;
  metrics.answered(method, route, status, elapsedTime / 1000);
  request.log.info({ method, route, status, ms: Math.round(elapsedTime * 100) / 100, remote }, 'answered');
}

/** What every answer has, also one that refuses. */
function begin(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(securityHeaders);
  reply.header('x-request-id', request.id);
  // The body of any other request is not read, and may be of any length.
  if (request.method !== 'POST' && !request.raw.complete && hasBody(request.raw))
    reply.header('connection', 'close');
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** The client's own where it is a plain word, so that it can follow its request; else a new one. */
function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID();
}

const connectionErrors: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** What is no HTTP request at all, or comes too slowly. https://nodejs.org/api/http.html#event-clienterror */
function refuseConnection(error: Error & { code?: string }, socket: Socket, { metrics }: Serving): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = connectionErrors[error.code ?? ''] ?? '400 Bad Request';
  metrics.refused(status.startsWith('408') ? 'timeout' : 'malformed');
  const body = errorBody(status.slice('400 '.length).toLowerCase());
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.end(`${head}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`);
}
