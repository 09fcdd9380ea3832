import type { FastifyRequest } from 'fastify';
import { HttpError } from './http-error.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a token. */
    open?: boolean;
  }
}

/** Headers of every answer: nothing is kept by a cache, or shown by a browser as something else than data. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

const bearerForm = /^bearer +([A-Za-z0-9._~+/=-]{1,256})$/i;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Why a request is refused; undefined when it may pass. */
export type Guard = (request: FastifyRequest) => HttpError | undefined;

/**
 * Refuses who has no token, whatever was asked, so that an answer tells nothing about what exists; then a request for
 * another host or from another site. A page that rebinds its name to this machine sends its own name as Host.
 * https://fetch.spec.whatwg.org/#origin-header
 */
export function makeGuard(authenticate: (token: string) => boolean, hosts: string[]): Guard {
  const allowed = new Set([...loopback, ...hosts.map((host) => host.toLowerCase())]);
  return (request) => {
    if (request.routeOptions.config.open !== true && !hasToken(request, authenticate)) {
      return new HttpError('unauthenticated', 'a valid bearer token is needed');
    }
    // https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2: a whole address in place of the path names another host.
    if (!request.raw.url?.startsWith('/')) return new HttpError('malformed', 'the path is malformed');
    if (!isAllowed(request.headers.host, allowed)) {
      return new HttpError('host', 'this host is not served here: the server must be told its name');
    }
    const { origin } = request.headers;
    if (origin !== undefined && !isAllowed(/^https?:\/\/(.*)$/.exec(origin)?.[1], allowed)) {
      return new HttpError('origin', 'requests from other sites are refused');
    }
    return undefined;
  };
}

function hasToken({ headers }: FastifyRequest, authenticate: (token: string) => boolean): boolean {
  const token = bearerForm.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && authenticate(token);
}

/** Whether `name` or `name:port` is allowed: in just this form, or by the name alone for any port. */
function isAllowed(host: string | undefined, allowed: ReadonlySet<string>): boolean {
  const [, name] = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.exec(host ?? '') ?? [];
  if (host === undefined || name === undefined) return false;
  return allowed.has(name.toLowerCase()) || allowed.has(host.toLowerCase());
}
