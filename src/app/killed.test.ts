import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditAll } from './audit.ts';
import { listLog } from './log.ts';
import { listModels } from './models.ts';
import { tinyProject } from './testing/tiny-project.ts';
import { inProject } from './testing/workspace.ts';

const script = join(import.meta.dirname, 'testing', 'killed-run.ts');

/** @returns the exit code, or null when it was killed */
function runUntilCall(folder: string, call: number): number | null {
  const { status, signal, stderr } = spawnSync(process.execPath, [script, folder, String(call)], {
    encoding: 'utf8',
  });
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`run killed at call ${call}: ${stderr}`);
  return status;
}

it('a run killed at every store call in turn goes on from there, and nothing is lost or registered twice', {
  timeout: 300_000,
}, async () => {
  const project = await tinyProject();
  try {
    let call = 1;
    // Each run gets a call further than the one before, from wherever that one had come to.
    while (runUntilCall(project.folder, call) === null) call += 1;
    expect(call).toBeGreaterThan(15);
    const audit = await inProject(project.folder, (workspace) => auditAll(workspace, undefined, () => {}));
    expect(audit.problems).toEqual([]);
    expect(await inProject(project.folder, (workspace) => listModels(workspace))).toHaveLength(1);
    const { entries } = await inProject(project.folder, (workspace) => listLog(workspace, '999'));
    const steps = entries.filter(({ kind }) => kind.startsWith('step:')).map(({ kind }) => kind);
    expect(steps).toEqual([...new Set(steps)]);
    expect(steps).toHaveLength(9);
  } finally {
    await project.remove();
  }
});
