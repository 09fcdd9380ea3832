import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ToolError } from '../../../base/errors.ts';
import { type Members, membersOf } from './processes.ts';

const patienceMs = 10_000;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/**
 * Ends all processes of a user at one stroke, so that none can start another one meanwhile.
 * https://man7.org/linux/man-pages/man2/kill.2.html
 */
async function killUser(uid: number): Promise<void> {
  const options = { uid, gid: uid, cwd: '/', env: {}, stdio: 'ignore' } as const;
  await once(spawn('/bin/sh', ['-c', 'kill -KILL -1'], options), 'exit');
}

/** Until no process of the job is left. @throws ToolError when one does not end */
export async function endAll(members: Members, what: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const living = membersOf(members);
    if (living.length === 0) return;
    if (Date.now() > deadline) throw new ToolError(`${what}: process ${living[0]?.pid} cannot be ended`);
    if (members.kind === 'user') await killUser(members.uid);
    else for (const { pid } of living) kill(pid);
    await delay(2);
  }
}

export async function endUser(uid: number): Promise<void> {
  await endAll({ kind: 'user', uid }, `user ${uid}`);
}
