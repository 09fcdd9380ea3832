import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { ToolError } from '../../../base/errors.ts';
import { membersOf } from './processes.ts';

/**
 * Users that no system gives to anyone, within the 65536 that a container has: systemd leaves 60706 to 61183 unused.
 * https://systemd.io/UIDS-GIDS/
 */
export const firstUid = 60_706;
const lastUid = 61_183;

/** A user of its own for one job, taken until `release`. Its group has the same number. */
export interface JobUser {
  uid: number;
  release(): void;
}

/** True when a job can and must run as another user than this process. */
export function canChangeUser(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/**
 * Takes one user, or nothing when another process has it. The lock is the name of a socket without a file, which the
 * kernel forgets when this process ends, however it ends.
 * https://man7.org/linux/man-pages/man7/unix.7.html
 */
export function lockUser(uid: number): Promise<JobUser | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<JobUser | undefined>();
  const server: Server = createServer((socket) => socket.destroy());
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve(undefined);
    else reject(new ToolError(`cannot reserve user ${uid} for a job: ${error.message}`, { cause: error }));
  });
  server.listen(`\0holdfast-job-user-${uid}`, () => resolve({ uid, release: () => server.close() }));
  server.unref();
  return promise;
}

function namedUids(): Set<number> {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return new Set(lines.map((line) => Number(line.split(':')[2])));
  } catch {
    return new Set();
  }
}

/** @throws ToolError when all are taken */
export async function takeJobUser(): Promise<JobUser> {
  const named = namedUids();
  const count = lastUid - firstUid + 1;
  const start = Math.floor(Math.random() * count);
  for (let step = 0; step < count; step++) {
    const uid = firstUid + ((start + step) % count);
    const user = named.has(uid) ? undefined : await lockUser(uid);
    if (user && membersOf({ kind: 'user', uid }).length === 0) return user;
    user?.release();
  }
  throw new ToolError(`no free user for a job between ${firstUid} and ${lastUid}: too many jobs run at once`);
}
