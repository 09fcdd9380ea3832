import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { CaptureRecord } from './capture.ts';
import { stopServer } from './stop.ts';
import { ask, authorization, SlowModel, serverOf } from './testing/server.ts';

const body = JSON.stringify({ inputs: [{ name: 'x', datatype: 'BYTES', shape: [1], data: ['a'] }] });
const path = '/v2/models/slow/infer';

let app: FastifyInstance;
afterEach(() => app.close());

const portOf = () => (app.server.address() as { port: number }).port;

async function listening(...args: Parameters<typeof serverOf>): Promise<number> {
  app = serverOf(...args);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return portOf();
}

function post(port: number, agent?: Agent): Promise<IncomingMessage> {
  const headers = { authorization, 'content-type': 'application/json' };
  const sent = httpRequest({ port, host: '127.0.0.1', path, method: 'POST', headers, agent });
  sent.end(body);
  return once(sent, 'response').then(([response]) => response as IncomingMessage);
}

async function get(
  port: number,
  url: string,
  headers = { authorization },
): Promise<{ status: number; body: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}${url}`, { headers });
  return { status: answer.status, body: await answer.text() };
}

/** Sends bytes as they are; returns all that comes back until the server closes the connection. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('a graceful stop', () => {
  it('finishes what is under way, takes nothing new, writes captures, and frees models', async () => {
    const model = new SlowModel();
    const written: CaptureRecord[] = [];
    const sink = {
      async write(records: CaptureRecord[]) {
        written.push(...records);
      },
    };
    const port = await listening([model], { capture: new Map([['slow', { sink, rate: 1 }]]) });
    const agent = new Agent({ keepAlive: true });
    const under = post(port, agent);
    await model.arrival(1);
    let stopped = false;
    const stopping = stopServer(app, { finishMs: 20_000 }).then(() => {
      stopped = true;
    });
    const later = await post(port);
    expect([later.statusCode, later.headers['retry-after'], JSON.parse(await text(later))]).toEqual([
      503,
      '5',
      { error: 'the server is stopping' },
    ]);
    expect(await get(port, '/ping')).toEqual({ status: 503, body: '' });
    expect(await get(port, '/v2/health/ready')).toEqual({ status: 503, body: '{"ready":false}' });
    expect(await get(port, '/healthz')).toEqual({ status: 200, body: '{"live":true}' });
    expect((await get(port, '/v2', { authorization: '' })).status).toBe(401);
    expect([stopped, model.closed]).toEqual([false, false]);
    model.answer();
    const answer = await under;
    expect([answer.statusCode, JSON.parse(await text(answer)).outputs[0].data]).toEqual([200, ['a']]);
    await stopping;
    expect([written.length, model.closed]).toEqual([1, true]);
    await expect(post(port, agent)).rejects.toThrow();
    agent.destroy();
  });

  it('gives up what does not finish within the limit', async () => {
    const model = new SlowModel();
    const port = await listening([model]);
    const agent = new Agent();
    const lost = expect(post(port, agent)).rejects.toThrow(/hang up|ECONNRESET/);
    await model.arrival(1);
    await stopServer(app, { finishMs: 10 });
    await lost;
    expect(model.closed).toBe(true);
  });

  it('says first that it is not ready, and answers still', async () => {
    const model = new SlowModel();
    app = serverOf([model]);
    const stopping = stopServer(app, { settleMs: 500 });
    expect((await app.inject('/ping')).statusCode).toBe(503);
    const answer = ask(app, path, body);
    await model.arrival(1);
    model.answer();
    expect((await answer).statusCode).toBe(200);
    await stopping;
  });

  it('is the same when it is asked for twice, and only for a server of ours', async () => {
    app = serverOf([]);
    await Promise.all([stopServer(app), stopServer(app)]);
    await expect(stopServer({} as FastifyInstance)).rejects.toThrow('not a server');
  });
});

describe('a connection', () => {
  const head = `Authorization: ${authorization}\r\nHost: localhost\r\nConnection: close\r\n`;

  it('that sends no HTTP, too long headers, or no host is refused, and closed', async () => {
    const port = await listening([new SlowModel()]);
    expect(await raw(port, 'hello\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*\r\n\r\n\{"error":"bad request"\}$/,
    );
    expect(await raw(port, `GET /v2 HTTP/1.1\r\nX: ${'x'.repeat(9000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await raw(port, `GET /v2 HTTP/1.1\r\nAuthorization: ${authorization}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await raw(port, `GET /v2 HTTP/1.0\r\nAuthorization: ${authorization}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 421 /,
    );
    expect(await raw(port, `GET http://evil.example/v2 HTTP/1.1\r\n${head}\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(port, `GET /v2 HTTP/1.1\r\n${head}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is not read further when its body is not wanted', async () => {
    const port = await listening([new SlowModel()]);
    const endless = 'Host: localhost\r\nContent-Length: 99999999999\r\n\r\nx';
    const json = 'Content-Type: application/json\r\n';
    expect(await raw(port, `POST /invocations HTTP/1.1\r\n${endless}`)).toMatch(/^HTTP\/1\.1 401 /);
    expect(await raw(port, `GET /healthz HTTP/1.1\r\n${endless}`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(
      await raw(
        port,
        `GET /ping HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: localhost\r\n\r\n1\r\nx\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 200 /);
    const tooLong = `POST ${path} HTTP/1.1\r\nAuthorization: ${authorization}\r\n${json}${endless}`;
    expect(await raw(port, tooLong)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('that goes away gives its place back', async () => {
    const model = new SlowModel();
    const port = await listening([model], { limits: { concurrency: 1 } });
    const socket = connect(port, '127.0.0.1');
    const json = 'Content-Type: application/json\r\nContent-Length: 100\r\n';
    socket.write(
      `POST ${path} HTTP/1.1\r\nAuthorization: ${authorization}\r\nHost: localhost\r\n${json}\r\n{`,
    );
    const [accepted] = await once(app.server, 'connection');
    while (!(await ask(app, '/metrics')).body.includes('requests_in_flight 1'))
      await new Promise(setImmediate);
    expect((await ask(app, path, body)).statusCode).toBe(503);
    socket.destroy();
    await once(accepted, 'close');
    while (!(await ask(app, '/metrics')).body.includes('requests_in_flight 0'))
      await new Promise(setImmediate);
    const answer = ask(app, path, body);
    await model.arrival(1);
    model.answer();
    expect((await answer).statusCode).toBe(200);
  });

  it.each([
    ['headers', 'GET /v2 HTTP/1.1\r\nHost: loc'],
    [
      'a body',
      `POST ${path} HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    ],
  ])('that never ends its %s is ended', async (_what, bytes) => {
    const port = await listening([new SlowModel()], { limits: { requestTimeoutMs: 100 } });
    expect(await raw(port, bytes)).toMatch(/^HTTP\/1\.1 408 [\s\S]*\{"error":"request timeout"\}$/);
  });

  it('has limits for slow headers, slow bodies and idleness, and so has the number of connections', async () => {
    await listening([], { limits: { requestTimeoutMs: 7_000 } });
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections } = app.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections }).toEqual({
      headersTimeout: 7_000,
      requestTimeout: 7_000,
      keepAliveTimeout: 10_000,
      timeout: 18_000,
      maxConnections: 1_000,
    });
  });
});
