import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditAll } from './audit.ts';
import { decide } from './decide.ts';
import { deploy, rollback } from './deploy.ts';
import { listLog } from './log.ts';
import { listModels } from './models.ts';
import { tinyModel } from './testing/tiny-model.ts';
import { type TinyProject, tinyProject } from './testing/tiny-project.ts';
import { inProject, runDivide } from './testing/workspace.ts';

const approval = { ref: 'divide', decision: 'approve', environment: 'local', reason: undefined } as const;
const release = { ref: 'divide', environment: 'local', person: 'ada' };

describe('from data to a deployed model', () => {
  let project: TinyProject;
  beforeEach(async () => {
    project = await tinyProject();
  });
  afterEach(() => project.remove());

  const go = <T>(use: Parameters<typeof inProject<T>>[1]) => inProject(project.folder, use);

  it('registers, approves, deploys and audits', async () => {
    const run = await go((workspace) => runDivide(workspace));
    expect(run.version).toBe('divide@1');
    expect(run.steps.map(({ step }) => step)).toEqual([
      'code',
      'ingest',
      'validate',
      'prepare',
      'train',
      'scan',
      'evaluate',
      'sign',
      'register',
    ]);
    await go((workspace) => decide(workspace, { ...approval, person: 'ben' }));
    const deployed = await go((workspace) => deploy(workspace, release));
    expect(deployed).toMatchObject({ environment: 'local', changed: true, verified: 9 });
    const audit = await go((workspace) => auditAll(workspace, undefined, () => {}));
    expect(audit).toMatchObject({ problems: [], artifacts: { erased: 0 } });
    expect(await go((workspace) => listModels(workspace))).toEqual([
      expect.objectContaining({
        version: 'divide@1',
        author: 'ada',
        decisions: ['ben approve'],
        deployedTo: ['local'],
      }),
    ]);
  });

  it('adds nothing when nothing changed', async () => {
    await go((workspace) => runDivide(workspace));
    const before = await go((workspace) => listLog(workspace, '99'));
    const again = await go((workspace) => runDivide(workspace));
    expect(again.version).toBe('divide@1');
    expect(await go((workspace) => listLog(workspace, '99'))).toEqual(before);
  });

  it('repeats only what a change touches, and makes a second version', async () => {
    await go((workspace) => runDivide(workspace));
    await project.write('code/weights.onnx', tinyModel([9, 9, -9]));
    const reused: string[] = [];
    const run = await go((workspace) =>
      runDivide(workspace, {
        started() {},
        progress() {},
        finished: (step, _recorded, wasReused) => void (wasReused && reused.push(step)),
      }),
    );
    expect(run.version).toBe('divide@2');
    expect(reused).toEqual(['ingest points', 'validate points']);
  });

  it('goes back to the version before, verified anew', async () => {
    for (const weights of [tinyModel([8, 8, -8]), tinyModel([9, 9, -9])]) {
      await project.write('code/weights.onnx', weights);
      await go((workspace) => runDivide(workspace));
      await go((workspace) => decide(workspace, { ...approval, person: 'ben' }));
      await go((workspace) => deploy(workspace, release));
    }
    const back = await go((workspace) => rollback(workspace, release));
    expect(back.title).toContain('divide@1');
    expect((await go((workspace) => listModels(workspace))).map(({ deployedTo }) => deployedTo)).toEqual([
      ['local'],
      [],
    ]);
  });

  it('refuses a model below its gate, and keeps that on record', async () => {
    await project.write('code/weights.onnx', tinyModel([-8, -8, 8]));
    await expect(go((workspace) => runDivide(workspace))).rejects.toThrow(
      /accuracy >= 0.9 does not hold: measured 0/,
    );
    expect(await go((workspace) => listModels(workspace))).toEqual([]);
    const { entries } = await go((workspace) => listLog(workspace, '99'));
    expect(entries.at(-1)).toMatchObject({ kind: 'step:evaluate' });
  });

  describe('people', () => {
    beforeEach(() => go((workspace) => runDivide(workspace)));

    it.each([
      ['the author approves', 'ada', 'approve', 'approver-is-author'],
      ['somebody of another team approves', 'cleo', 'approve', 'not-permitted'],
    ] as const)('%s: refused', async (_name, person, decision, code) => {
      await expect(
        go((workspace) => decide(workspace, { ...approval, decision, person })),
      ).rejects.toMatchObject({ code });
    });

    it('nobody has approved: not deployed', async () => {
      await expect(go((workspace) => deploy(workspace, release))).rejects.toMatchObject({
        code: 'approval-missing',
      });
    });

    it('an approval after a rejection by the same person: refused; the rejection stands', async () => {
      await go((workspace) => decide(workspace, { ...approval, decision: 'reject', person: 'ben' }));
      await expect(go((workspace) => decide(workspace, { ...approval, person: 'ben' }))).rejects.toThrow(
        'a rejection is final',
      );
      await expect(go((workspace) => deploy(workspace, release))).rejects.toMatchObject({
        code: expect.stringMatching(/rejected|approval-missing/),
      });
    });

    it('an approver who may not deploy: refused', async () => {
      await go((workspace) => decide(workspace, { ...approval, person: 'ben' }));
      await expect(go((workspace) => deploy(workspace, { ...release, person: 'ben' }))).rejects.toMatchObject(
        { code: 'not-permitted' },
      );
    });

    it('unknown people are told who there is', async () => {
      await expect(go((workspace) => deploy(workspace, { ...release, person: 'eve' }))).rejects.toThrow(
        'members are: ada, ben, cleo',
      );
    });
  });
});
