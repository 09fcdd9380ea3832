import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { fileIdentities } from '../adapters/embedded/identities.ts';
import { namedArtifacts } from '../lifecycle/audit/artifacts.ts';
import { auditAll } from './audit.ts';
import { decide } from './decide.ts';
import { deploy } from './deploy.ts';
import { openEvidence } from './evidence.ts';
import { type TinyProject, tinyProject } from './testing/tiny-project.ts';
import { inProject, runDivide } from './testing/workspace.ts';

const approval = {
  ref: 'divide',
  decision: 'approve',
  person: 'ben',
  environment: 'prod',
  reason: undefined,
} as const;
const release = { ref: 'divide', environment: 'prod', person: 'ada' };
const production = '\nenvironments:\n  prod: { production: true }\n';

let project: TinyProject;
beforeEach(async () => {
  project = await tinyProject();
  await append(production);
});
afterEach(() => project.remove());

const go = <T>(use: Parameters<typeof inProject<T>>[1]) => inProject(project.folder, use);

async function append(text: string): Promise<void> {
  await project.write(
    'holdfast.yaml',
    (await readFile(join(project.folder, 'holdfast.yaml'), 'utf8')) + text,
  );
}

/** Puts ben's public key into the file, as `holdfast identity create` says to. */
async function pin(person: string): Promise<void> {
  const key = await fileIdentities(join(project.folder, 'identities')).find(person);
  const spki = createPublicKey(key?.publicKey ?? '').export({ type: 'spki', format: 'der' });
  await append(`people:\n  ben: { key: ${spki.toString('base64')} }\n`);
}

describe.skipIf(lacks('bwrap'))('a production environment (needs bwrap)', () => {
  it('counts no approval whose key is not pinned', async () => {
    await go((workspace) => runDivide(workspace));
    await go((workspace) => decide(workspace, approval));
    await expect(go((workspace) => deploy(workspace, release))).rejects.toMatchObject({
      code: 'approval-missing',
    });
  });

  it('takes what a pinned key approved', async () => {
    await go((workspace) => runDivide(workspace));
    await pin('ben');
    await go((workspace) => decide(workspace, approval));
    expect(await go((workspace) => deploy(workspace, release))).toMatchObject({
      environment: 'prod',
      changed: true,
    });
  });

  it('refuses a key that is not the pinned one', async () => {
    await go((workspace) => runDivide(workspace));
    await pin('cleo');
    await expect(go((workspace) => decide(workspace, approval))).rejects.toMatchObject({
      code: 'signer-not-allowed',
    });
  });
});

describe('gates are judged again by the file of now', () => {
  beforeEach(async () => {
    await go((workspace) => runDivide(workspace));
    await go((workspace) => decide(workspace, { ...approval, environment: 'local' }));
  });
  const local = { ...release, environment: 'local' };
  const change = async (from: string, to: string) => {
    const text = await readFile(join(project.folder, 'holdfast.yaml'), 'utf8');
    expect(text).toContain(from);
    await project.write('holdfast.yaml', text.replace(from, to));
  };

  it.each([
    ['a gate that it does not reach', 'min: 0.9', 'min: 1.5', 'gate-failed'],
    ['a gate on what nothing measures', 'accuracy: {', 'kindness: {', 'gate-failed'],
    [
      'a format that is not admitted any more',
      'prod: { production: true }',
      'prod: { production: true }\n  local: { formats: [safetensors] }',
      'format-not-admitted',
    ],
    [
      'an approver who has left the team',
      'review: { members: [ben, ada] }',
      'review: { members: [cleo, eve] }',
      'approval-missing',
    ],
  ])('%s: refused', async (_name, from, to, code) => {
    await change(from, to);
    await expect(go((workspace) => deploy(workspace, local))).rejects.toMatchObject({ code });
  });
});

describe('erasing a delivery', () => {
  it('is reported as erased, not as broken; the model stays deployable', async () => {
    await go((workspace) => runDivide(workspace));
    await go((workspace) => decide(workspace, { ...approval, environment: 'local' }));
    await go(async (workspace) => {
      const { statements } = await openEvidence(workspace);
      const delivery = namedArtifacts(statements).find(({ key }) => key.startsWith('dataset/points/'));
      if (delivery) await workspace.ports.keys.destroyDataKey(delivery.key);
    });
    const audit = await go((workspace) => auditAll(workspace, undefined, () => {}));
    expect(audit).toMatchObject({ problems: [], artifacts: { erased: 2 } });
    expect(await go((workspace) => deploy(workspace, { ...release, environment: 'local' }))).toMatchObject({
      changed: true,
    });
  });
});
