import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, textModel } from '../testing/models.ts';
import { authorization, serverOf, token } from '../testing/server.ts';

/** Every route that Fastify has, as `METHOD /path`, from its own listing of them. */
function routesOf(app: FastifyInstance): string[] {
  const path: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^(.*?)[├└]── (\S*) \((.*)\)$/.exec(line) ?? [];
      if (methods === '') return [];
      path.splice(indent.length / 4, Number.POSITIVE_INFINITY, part);
      return methods.split(', ').map((method) => `${method} ${path.join('')}`);
    });
}

const open = ['GET /healthz', 'HEAD /healthz', 'GET /ping', 'HEAD /ping'];
const unauthorized = '{"error":"a valid bearer token is needed"}';

let app: FastifyInstance;
beforeAll(async () => {
  app = serverOf([await load(textModel(), 'spam')], {
    hosts: ['models.example.org', 'other.example.org:8443'],
  });
  await app.ready();
});
afterAll(() => app.close());

async function expectRefusal(request: InjectOptions): Promise<void> {
  const answer = await app.inject(request);
  expect([answer.statusCode, answer.body]).toEqual([401, request.method === 'HEAD' ? '' : unauthorized]);
  expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' });
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-holdfast'))).toEqual([]);
}

describe('without a token', () => {
  it('every route of Fastify is refused but the open ones', async () => {
    const routes = routesOf(app);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes).toEqual(
      expect.arrayContaining([...open, 'POST /invocations', 'GET /metrics', 'HEAD /v2']),
    );
    expect(routes).toContain('POST /v2/models/:model/versions/:version/infer');
    for (const route of routes) {
      const [method, pattern = ''] = route.split(' ') as [InjectOptions['method'] & string, string];
      const url = pattern.replace(':model', 'spam').replace(':version', '1');
      if (!open.includes(route)) await expectRefusal({ method, url });
      else expect((await app.inject({ method, url })).statusCode).toBe(200);
    }
  });

  it.each([
    '/',
    '/nothing',
    '/%',
    '/%zz',
    '/v2/models/%',
    '/v2/models/%ff',
    `/v2/models/${'x'.repeat(1000)}`,
    '/v2/models/spam%2Finfer',
    '//ping',
    '/ping/../v2',
    '/ping/x',
    '/ping%00',
    '/PING',
    '/healthz/x',
    '/healthz%2f..%2fmetrics',
    '/.well-known/x',
    '/metrics?x=/ping',
    '/v2?/healthz',
    '/../../etc/passwd',
    '*',
  ])('the path %s is refused like any other', async (url) => {
    for (const method of [
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'TRACE',
      'QUERY',
    ] as const) {
      await expectRefusal({ method: method as InjectOptions['method'] & string, url });
    }
  });

  it.each([
    'OPTIONS /ping',
    'POST /ping',
    'DELETE /healthz',
    'OPTIONS /v2/models/spam/infer',
    'GET /invocations',
    'PROPFIND /v2',
  ])('%s is refused like any other', async (route) => {
    const [method, url] = route.split(' ') as [InjectOptions['method'] & string, string];
    await expectRefusal({ method, url });
  });

  it('a body of any kind, a wrong host and a wrong version header change nothing', async () => {
    for (const headers of [
      { 'content-type': 'application/json' },
      { 'content-type': 'nothing/known', 'content-encoding': 'gzip' },
      { host: 'evil.example', origin: 'https://evil.example' },
      { 'accept-version': '2' },
      { 'content-type': 'application/json', 'content-length': '99999999999' },
    ]) {
      await expectRefusal({ method: 'POST', url: '/invocations', headers, payload: '{"a' });
    }
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Basic ${token}`,
    token,
    `Bearer ${token} x`,
    `Bearer ${token}x`,
    `Bearer ${token.toUpperCase()}`,
    `Bearer ${'x'.repeat(5000)}`,
    `Bearer x, Bearer ${token}`,
  ])('%j is none', async (value) => {
    await expectRefusal({ url: '/v2', headers: { authorization: value } });
  });
});

describe('with a token', () => {
  it.each(['bearer', 'Bearer', 'BEARER '])('the scheme may be written %s', async (scheme) => {
    const headers = { authorization: `${scheme} ${token}` };
    expect((await app.inject({ url: '/v2', headers })).statusCode).toBe(200);
  });

  it.each<[string, number]>([
    ['localhost', 200],
    ['localhost:8080', 200],
    ['LOCALHOST:1', 200],
    ['127.0.0.1:65535', 200],
    ['[::1]:8080', 200],
    ['[::1]', 200],
    ['models.example.org', 200],
    ['Models.Example.Org:9000', 200],
    ['other.example.org:8443', 200],
    ['other.example.org', 421],
    ['other.example.org:8444', 421],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['evil.example:localhost', 421],
    ['localhost:80:80', 421],
    ['localhost:', 421],
    ['127.0.0.1.evil.example', 421],
    ['::1', 421],
    ['localhost@evil.example', 421],
    ['localhost, evil.example', 421],
    ['0.0.0.0', 421],
    [' ', 421],
  ])('the host %j is answered with %d', async (host, status) => {
    for (const url of ['/v2', '/healthz']) {
      expect((await app.inject({ url, headers: { host, authorization } })).statusCode).toBe(status);
    }
  });

  it.each<[string, number]>([
    ['http://localhost:8080', 200],
    ['https://models.example.org', 200],
    ['http://[::1]:3000', 200],
    ['null', 403],
    ['', 403],
    ['https://evil.example', 403],
    ['https://models.example.org.evil.example', 403],
    ['http://localhost:8080/path', 403],
    ['file://localhost', 403],
    ['chrome-extension://abc', 403],
  ])('the origin %j is answered with %d', async (origin, status) => {
    expect((await app.inject({ url: '/v2', headers: { origin, authorization } })).statusCode).toBe(status);
  });

  it('a path that is not there, or malformed, is told so, without repeating it', async () => {
    const ask = (url: string) => app.inject({ url, headers: { authorization } });
    expect((await ask('/secret-path')).statusCode).toBe(404);
    expect((await ask('/secret-path')).json()).toEqual({ error: 'there is no such path' });
    expect((await ask('/%zz-secret')).json()).toEqual({ error: 'the path is malformed' });
    const long = await ask(`/v2/models/${'x'.repeat(1000)}`);
    expect([long.statusCode, long.json()]).toEqual([400, { error: 'the path is too long' }]);
  });
});
