import { describe, expect, it } from 'vitest';
import { StoreError } from '../base/errors.ts';
import type { CaptureRecord } from './capture.ts';
import { LiveModels } from './live-models.ts';
import { echoModel, load, parsingModel, textModel } from './testing/models.ts';
import { ask, authorization, now, SlowModel, serverOf, token } from './testing/server.ts';

const x = (...data: string[]) => ({ inputs: [{ name: 'x', datatype: 'BYTES', shape: [data.length], data }] });
const slowly = '/v2/models/slow/infer';

/** Everything that a server writes to its log. */
function logInto(lines: string[]) {
  return { level: 'trace', stream: { write: (line: string) => lines.push(line) } };
}

describe('limits', () => {
  it.each([
    ['a body', 'x'.repeat(2000), 'the body is larger'],
    ['a text', JSON.stringify({ text: 'x'.repeat(101) }), 'more than 100 bytes'],
    ['a batch', JSON.stringify({ inputs: Array(5).fill('x') }), 'at most 4'],
  ])('refuse %s that is too large', async (_what, payload, message) => {
    const limits = { bodyBytes: 1000, textBytes: 100, batch: 4 };
    const app = serverOf([await load(textModel(), 'spam')], { limits });
    const answer = await ask(app, '/invocations', payload);
    expect([answer.statusCode, answer.json().error]).toEqual([413, expect.stringContaining(message)]);
    expect((await ask(app, '/invocations', { inputs: Array(4).fill('x'.repeat(100)) })).statusCode).toBe(200);
    await app.close();
  });

  it.each(['application/jsonlines', 'text/csv'])(
    'refuse too many lines of %s, before they are read',
    async (type) => {
      const app = serverOf([await load(textModel(), 'spam')], { limits: { batch: 4 } });
      const payload = '\n'.repeat(1_000_000);
      const answer = await ask(app, '/invocations', undefined, {
        method: 'POST',
        payload,
        headers: { 'content-type': type },
      });
      expect([answer.statusCode, answer.json().error]).toEqual([413, 'the body has more than 4 lines']);
      await app.close();
    },
  );

  it('refuse who comes when every place is taken, and free places by answers of every kind', async () => {
    const model = new SlowModel();
    const app = serverOf([model], { limits: { concurrency: 2 } });
    for (let round = 0; round < 3; round += 1) {
      for (const bad of ['{"a', '{"inputs": 1}', x('\0')])
        expect((await ask(app, slowly, bad)).statusCode).toBe(400);
      expect((await ask(app, '/v2/models/none/infer', x('a'))).statusCode).toBe(404);
      expect((await ask(app, slowly, x('a'), { headers: { 'content-type': 'x/y' } })).statusCode).toBe(415);
    }
    const both = [ask(app, slowly, x('a')), ask(app, slowly, x('b'))];
    await model.arrival(2);
    const third = await ask(app, slowly, x('c'));
    expect([third.statusCode, third.headers['retry-after'], third.json()]).toEqual([
      503,
      '1',
      { error: 'too many requests at once; try again soon' },
    ]);
    expect((await app.inject('/ping')).statusCode).toBe(200);
    model.answer();
    expect((await Promise.all(both)).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const last = ask(app, slowly, x('d'));
    await model.arrival(3);
    model.answer();
    expect((await last).json().outputs[0].data).toEqual(['d']);
    await app.close();
  });

  it('end a request that takes too long, and keep its place until the model has let go', async () => {
    const model = new SlowModel();
    const app = serverOf([model], { limits: { concurrency: 1, requestTimeoutMs: 200 } });
    const late = await ask(app, slowly, x('a'));
    expect([late.statusCode, late.json()]).toEqual([504, { error: 'no answer within 200 ms' }]);
    expect((await ask(app, slowly, x('b'))).statusCode).toBe(503);
    model.answer();
    await new Promise((resolve) => setImmediate(resolve));
    expect((await ask(app, slowly, x('c'))).statusCode).toBe(504);
    model.answer();
    await app.close();
  });
});

describe('answers', () => {
  it('have the headers that keep them from caches and browsers, and an id', async () => {
    const app = serverOf([await load(textModel(), 'spam')]);
    for (const url of ['/v2', '/healthz', '/ping', '/metrics', '/nothing', '/%zz', '/v2/models/none']) {
      const { headers } = await ask(app, url);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
    await app.close();
  });

  it.each([
    ['my-id.1', 'my-id.1'],
    ['with space', undefined],
    ['x'.repeat(65), undefined],
    ['"}', undefined],
  ])('carry the id %j of the client only when it is a plain word', async (given, carried) => {
    const app = serverOf([]);
    const answer = await app.inject({ url: '/healthz', headers: { 'x-request-id': given } });
    if (carried) expect(answer.headers['x-request-id']).toBe(carried);
    else expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    await app.close();
  });

  it('tell nothing of a bug: no message, no path, no stack', async () => {
    const lines: string[] = [];
    const broken = new LiveModels();
    broken.list = () => {
      throw new Error('a secret at /etc/holdfast');
    };
    const app = serverOf([], { models: broken, logger: logInto(lines) });
    const answer = await ask(app, '/v2/health/ready');
    expect([answer.statusCode, answer.body]).toEqual([500, '{"error":"internal error"}']);
    const failed = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'failed');
    expect(failed).toMatchObject({
      error: 'Error',
      at: expect.arrayContaining([expect.stringContaining('server.test.ts')]),
    });
    expect(lines.join('')).not.toContain('secret');
    broken.list = () => [];
    await app.close();
  });

  it('refuse the binary extension plainly', async () => {
    const app = serverOf([await load(textModel(), 'spam')]);
    const headers = { 'content-type': 'application/octet-stream', 'inference-header-content-length': '10' };
    const answer = await ask(app, '/v2/models/spam/infer', 'xxxx', { headers });
    expect([answer.statusCode, answer.json().error]).toEqual([
      400,
      expect.stringContaining('binary tensor extension'),
    ]);
    expect(
      (await ask(app, '/v2/models/spam/infer', 'x', { headers: { 'content-type': 'text/plain' } }))
        .statusCode,
    ).toBe(415);
    await app.close();
  });
});

describe('the log', () => {
  it('has a line for each request, and nothing of what was sent', async () => {
    const lines: string[] = [];
    const app = serverOf([await load(textModel(), 'spam'), await load(parsingModel(), 'parsing')], {
      logger: logInto(lines),
    });
    const headers = { 'x-request-id': 'mine' };
    await ask(app, '/invocations?model=spam&key=kumquat', { text: 'kumquat' }, { headers });
    await ask(app, '/invocations?model=parsing', { text: 'kumquat' });
    await ask(app, '/kumquat/path?kumquat=1');
    await ask(app, '/%zz/kumquat');
    await ask(app, '/v2/models/kumquat', '{"kumquat"');
    await app.inject({ url: '/v2', headers: { authorization: 'Bearer kumquat', host: 'kumquat' } });
    const text = lines.join('');
    expect(text).not.toContain('kumquat');
    expect(text).not.toContain(token);
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries.find(({ reqId, msg }) => reqId === 'mine' && msg === 'answered')).toMatchObject({
      method: 'POST',
      route: '/invocations',
      status: 200,
      ms: expect.any(Number),
    });
    expect(entries.find(({ msg }) => msg === 'failed').error).toContain('Cast');
    expect(entries.filter(({ msg }) => msg === 'answered').map(({ status }) => status)).toEqual([
      200, 500, 404, 400, 404, 401,
    ]);
    await app.close();
  });

  it('has what went wrong with a store, whose messages are ours', async () => {
    const lines: string[] = [];
    const sink = { write: () => Promise.reject(new StoreError('the disk is full')) };
    const app = serverOf([await load(textModel(), 'spam')], {
      capture: new Map([['spam', { sink, rate: 1 }]]),
      logger: logInto(lines),
    });
    await ask(app, '/invocations', { text: 'x' });
    await app.close();
    expect(lines.join('')).toContain('StoreError: the disk is full');
  });
});

describe('a check of tokens that fails', () => {
  it.each(['/v2', '/%zz', '/nothing'])('lets nobody in at %s', async (url) => {
    const app = serverOf([], {
      authenticate() {
        throw new Error('kumquat');
      },
    });
    const answer = await ask(app, url);
    expect([answer.statusCode, answer.body]).toEqual([500, '{"error":"internal error"}']);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    await app.close();
  });
});

describe('captures', () => {
  const mail = { inputs: [{ name: 'x', datatype: 'BYTES', shape: [1], data: ['mail'] }] };

  it('hold the chosen requests, and are written before the server is gone', async () => {
    const written: CaptureRecord[] = [];
    const sink = {
      async write(records: CaptureRecord[]) {
        written.push(...records);
      },
    };
    const numbers = [0.1, 0.9, 0.4];
    const app = serverOf([await load(echoModel({ x: ['BYTES', ['N']] }), 'echo', '4')], {
      capture: new Map([['echo', { sink, rate: 0.5 }]]),
      random: () => numbers.shift() ?? 1,
    });
    for (const id of ['a', 'b', 'c', 'd']) {
      await ask(app, '/v2/models/echo/infer', mail, { headers: { 'x-request-id': id } });
    }
    await ask(app, '/v2/models/echo/infer', { inputs: [] });
    expect(written).toEqual([]);
    await app.close();
    expect(written.map(({ requestId }) => requestId)).toEqual(['a', 'c']);
    expect(written[0]).toMatchObject({
      time: now.toISOString(),
      model: 'echo',
      version: '4',
      inputs: [{ name: 'x', data: ['mail'] }],
      outputs: [{ name: 'x_out', data: ['mail'] }],
    });
  });

  it('that cannot be written are counted and logged, and break no prediction', async () => {
    const lines: string[] = [];
    const sink = { write: () => Promise.reject(new Error('no space for kumquat')) };
    const app = serverOf([await load(echoModel({ x: ['BYTES', ['N']] }), 'echo')], {
      capture: new Map([['echo', { sink, rate: 1 }]]),
      captureLimits: { flushRecords: 1, flushMs: 1000, bufferBytes: 100_000 },
      logger: logInto(lines),
    });
    for (let at = 0; at < 3; at += 1)
      expect((await ask(app, '/v2/models/echo/infer', mail)).statusCode).toBe(200);
    const { body } = await ask(app, '/metrics');
    expect(body).toContain('holdfast_captured_requests_total{model="echo",outcome="failed"} 3');
    expect(lines.filter((line) => line.includes('capture failed')).length).toBe(3);
    expect(lines.join('')).not.toContain('kumquat');
    await app.close();
  });
});

describe('a model source', () => {
  it('may lose a model between two requests', async () => {
    const models = new LiveModels([await load(textModel(), 'spam')]);
    const app = serverOf([], { models });
    const request = { url: '/v2/models/spam', headers: { authorization } };
    expect((await app.inject(request)).statusCode).toBe(200);
    await models.remove('spam');
    expect((await app.inject(request)).statusCode).toBe(404);
    await app.close();
  });
});
