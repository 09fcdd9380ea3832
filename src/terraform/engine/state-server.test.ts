import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StateServer, startStateServer } from './state-server.ts';

describe('the state server', () => {
  let server: StateServer;
  beforeAll(async () => {
    server = await startStateServer();
  });
  afterAll(() => server.close());

  it('keeps the last state that was written', async () => {
    expect((await fetch(server.url)).status).toBe(204);
    expect(server.state()).toBeUndefined();
    for (const state of ['{"serial":1}', '{"serial":2}'])
      expect((await fetch(server.url, { method: 'POST', body: state })).status).toBe(200);
    expect(server.state()).toBe('{"serial":2}');
    expect(await (await fetch(server.url)).text()).toBe('{"serial":2}');
  });

  it.each(['PUT', 'DELETE', 'LOCK'])('refuses %s', async (method) => {
    expect((await fetch(server.url, { method })).status).toBe(405);
  });

  it('listens on loopback only, under a path that cannot be guessed', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}$/);
    const wrong = server.url.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const url of [wrong, new URL('/', server.url).href])
      expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(404);
  });
});
