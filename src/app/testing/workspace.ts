import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileIdentities } from '../../adapters/embedded/identities.ts';
import { createJobRunner } from '../../adapters/embedded/jobs/job-runner.ts';
import { openEmbeddedStores } from '../../adapters/embedded/stores/open.ts';
import { fileTokens } from '../../adapters/embedded/tokens.ts';
import { systemClock } from '../../base/clock.ts';
import type { RunObserver } from '../../lifecycle/runner.ts';
import { parsePlatform } from '../../spec/parse.ts';
import { runModel } from '../run.ts';
import { openWorkspace, type Ports, type Workspace } from '../workspace.ts';

export const silent: RunObserver = { started() {}, progress() {}, finished() {} };

/** Opens a project with the real embedded adapters; `wrap` may stand between. Close when done. */
export async function openProject(
  folder: string,
  wrap: (ports: Ports) => Ports = (ports) => ports,
): Promise<Workspace & { close(): Promise<void> }> {
  const { value, issues } = parsePlatform(
    await readFile(join(folder, 'holdfast.yaml'), 'utf8'),
    'holdfast.yaml',
  );
  if (!value) throw new Error(JSON.stringify(issues));
  const stores = await openEmbeddedStores(join(folder, '.holdfast'));
  const identities = fileIdentities(join(folder, 'identities'));
  for (const person of ['ada', 'ben', 'cleo'])
    if (!(await identities.find(person))) await identities.create(person);
  const ports = wrap({
    ...stores,
    jobs: createJobRunner(),
    identities,
    tokens: fileTokens(join(folder, '.holdfast')),
    clock: systemClock,
  });
  try {
    const workspace = await openWorkspace({
      project: folder,
      platform: value,
      ports,
      scratch: join(folder, 'scratch'),
    });
    return { ...workspace, close: () => stores.close() };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** Opens, uses and closes, as each command does. */
export async function inProject<T>(folder: string, use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await openProject(folder);
  try {
    return await use(workspace);
  } finally {
    await workspace.close();
  }
}

export function runDivide(workspace: Workspace, observer: RunObserver = silent, person = 'ada') {
  const signal = new AbortController().signal;
  return runModel(workspace, { model: 'divide', environment: 'local', person, dev: false, observer, signal });
}
