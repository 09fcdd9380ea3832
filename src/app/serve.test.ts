import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { deploy } from './deploy.ts';
import { type ServeRequest, startServing } from './serve.ts';
import { tinyModel } from './testing/tiny-model.ts';
import { type TinyProject, tinyProject } from './testing/tiny-project.ts';
import { openProject, runDivide } from './testing/workspace.ts';

type Open = Awaited<ReturnType<typeof openProject>>;
const request: ServeRequest = { environment: 'local', port: 0, serverVersion: 'test' };

let project: TinyProject;
let workspace: Open;
beforeEach(async () => {
  project = await tinyProject();
  workspace = await openProject(project.folder);
});
afterEach(async () => {
  await workspace.close();
  await project.remove();
});

async function release(): Promise<void> {
  await runDivide(workspace);
  await decide(workspace, {
    ref: 'divide',
    decision: 'approve',
    person: 'ben',
    environment: 'local',
    reason: undefined,
  });
  await deploy(workspace, { ref: 'divide', environment: 'local', person: 'ada' });
}

function ask(url: string, token: string | undefined, x: number[]): Promise<Response> {
  return fetch(`${url}/invocations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ instances: [{ x }] }),
  });
}

describe('serving', () => {
  it('without a deployment: says what to do', async () => {
    await expect(startServing(workspace, request)).rejects.toThrow('run `holdfast deploy divide`');
  });

  it('answers with the verified model, to who has the token', async () => {
    await release();
    const serving = await startServing(workspace, request);
    try {
      const response = await ask(serving.url, serving.token, [0.9, 0.9]);
      expect(await response.json()).toEqual({ predictions: [{ label: 1, score: expect.closeTo(0.998, 3) }] });
      expect((await ask(serving.url, 'hf_wrong', [0.9, 0.9])).status).toBe(401);
    } finally {
      await serving.close();
    }
  });

  it('shows a token once; later starts take it too, until a new one is made', async () => {
    await release();
    const first = await startServing(workspace, request);
    await first.close();
    const second = await startServing(workspace, request);
    expect(second.token).toBeUndefined();
    expect((await ask(second.url, first.token, [0, 0])).status).toBe(200);
    await second.close();
    const third = await startServing(workspace, { ...request, newToken: true });
    expect((await ask(third.url, first.token, [0, 0])).status).toBe(401);
    expect((await ask(third.url, third.token, [0, 0])).status).toBe(200);
    await third.close();
    const stored = await readFile(join(project.folder, '.holdfast', 'tokens.json'), 'utf8');
    expect(stored).not.toContain(third.token);
  });

  it('keeps the captured requests, encrypted, under a key for the day', async () => {
    await release();
    const serving = await startServing(workspace, request);
    await ask(serving.url, serving.token, [0.25, 0.75]);
    await serving.close();
    const captured = (await Array.fromAsync(workspace.ports.artifacts.list())).filter(({ key }) =>
      key.startsWith('capture/local/divide/'),
    );
    expect(captured).toHaveLength(1);
  });

  it('verifies a later deployment and takes it over while it runs', async () => {
    await release();
    const taken = Promise.withResolvers<string>();
    const serving = await startServing(workspace, { ...request, report: taken.resolve });
    try {
      await project.write('code/weights.onnx', tinyModel([9, 9, -9]));
      await release();
      expect(await taken.promise).toContain('now serving divide@2');
      const response = await ask(serving.url, serving.token, [0.9, 0.9]);
      expect(response.headers.get('x-holdfast-model-version')).toBe('2');
    } finally {
      await serving.close();
    }
  });

  it('refuses to start on a model of which one byte was changed', async () => {
    await release();
    const folder = join(project.folder, '.holdfast', 'artifacts', 'model');
    const digest = (
      await workspace.ports.metadata.db.selectFrom('versions').select('digest').executeTakeFirstOrThrow()
    ).digest;
    const name = (await readdir(folder, { recursive: true })).find((path) => path.includes(digest.slice(7)));
    const path = join(folder, name ?? '');
    const bytes = await readFile(path);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(startServing(workspace, request)).rejects.toMatchObject({ code: 'artifact-damaged' });
  });

  it('says so when the port is taken', async () => {
    await release();
    const first = await startServing(workspace, request);
    const port = Number(new URL(first.url).port);
    await expect(startServing(workspace, { ...request, port })).rejects.toThrow(
      'something else listens there',
    );
    await first.close();
  });
});
