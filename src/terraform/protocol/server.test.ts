import { mkdtemp, rm } from 'node:fs/promises';
import http2 from 'node:http2';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Handlers } from './server.ts';
import { type ProtocolServer, serveProtocol } from './server.ts';

/** A server whose every call tells which connection it came by; one of them throws. */
function handlers(connection: number): Handlers {
  const known: Partial<Handlers> = {
    StopProvider: () => ({ Error: `connection ${connection}` }),
    GetMetadata: () => {
      throw new Error('a bug');
    },
  };
  return new Proxy(known, { get: (own, name) => own[name as keyof Handlers] ?? (() => ({})) }) as Handlers;
}

interface Reply {
  status: string;
  body: Buffer;
}

describe('the protocol server', () => {
  let dir: string;
  let server: ProtocolServer;
  let connections = 0;
  const bugs: unknown[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'holdfast-protocol-'));
    server = await serveProtocol(
      join(dir, 's'),
      () => handlers(++connections),
      (error) => bugs.push(error),
    );
  });

  afterAll(async () => {
    await server.close();
    await rm(dir, { recursive: true });
  });

  const connect = () =>
    http2.connect('http://localhost', { createConnection: () => connectTo(join(dir, 's')) });

  function call(client: http2.ClientHttp2Session, path: string, body: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const stream = client.request({ ':method': 'POST', ':path': path });
      const chunks: Buffer[] = [];
      let status = '';
      const note = (headers: http2.IncomingHttpHeaders) => {
        status = String(headers['grpc-status'] ?? status);
      };
      stream.on('response', note);
      stream.on('trailers', note);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => resolve({ status, body: Buffer.concat(chunks) }));
      stream.on('error', reject);
      stream.end(body);
    });
  }

  const empty = Buffer.alloc(5);
  const stop = '/tfplugin6.Provider/StopProvider';

  it('answers each connection by handlers of its own, many calls at once', async () => {
    const [one, other] = [connect(), connect()];
    const first = await call(one, stop, empty);
    const [again, second] = await Promise.all([call(one, stop, empty), call(other, stop, empty)]);
    expect(first.status).toBe('0');
    expect(again.body).toEqual(first.body);
    expect(second.body).not.toEqual(first.body);
    const many = await Promise.all(Array.from({ length: 200 }, () => call(one, stop, empty)));
    expect(new Set(many.map(({ body }) => body.toString())).size).toBe(1);
    one.close();
    other.close();
  });

  it.each([
    ['a call that there is not', '/tfplugin6.Provider/Nonsense', empty, '12'],
    ['another service', '/grpc.health.v1.Health/Check', empty, '12'],
    ['a name of JavaScript', '/tfplugin6.Provider/constructor', empty, '12'],
    ['a handler that fails', '/tfplugin6.Provider/GetMetadata', empty, '13'],
    [
      'a message that is none',
      '/tfplugin6.Provider/ReadResource',
      Buffer.from('\0\0\0\0\x02\xff\xff', 'latin1'),
      '13',
    ],
    ['a frame that is cut off', stop, Buffer.from([0, 0]), '13'],
  ])('refuses %s and goes on', async (_what, path, body, status) => {
    const client = connect();
    expect((await call(client, path, body)).status).toBe(status);
    expect((await call(client, stop, empty)).status).toBe('0');
    client.close();
  });

  it('tells of what its own handlers throw', () => {
    expect(bugs.map(String)).toContain('Error: a bug');
  });
});
