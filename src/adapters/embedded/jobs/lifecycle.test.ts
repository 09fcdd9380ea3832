import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, chown, copyFile, link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { othersCanRead } from '../../../../tools/testing/others-can-read.ts';
import { createJobRunner } from './job-runner.ts';
import { firstUid } from './job-user.ts';
import { membersOf } from './processes.ts';
import { attempt, attemptElsewhere, startElsewhere } from './testing/trial.ts';

/* What is left when the runner, not the job, ends badly; and what the runner itself may leak. */

const root = await mkdtemp(join(tmpdir(), 'holdfast-lifecycle-'));
afterAll(() => rm(root, { recursive: true }));

const isRoot = process.getuid?.() === 0;
const ordinaryUid = 64_999;

/** A folder for jobs that also another user can enter and write. */
async function scratchFor(): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'holdfast-scratch-'));
  await chmod(scratch, 0o1777);
  return scratch;
}

const ways = [
  { way: 'in the sandbox (needs bwrap)', bwrap: 'auto', uid: undefined, without: lacks('bwrap') },
  { way: 'without one', bwrap: 'never', uid: undefined, without: false },
  {
    way: 'in the sandbox of an ordinary user (needs a checkout that others can read)',
    bwrap: 'auto',
    uid: ordinaryUid,
    without: lacks('bwrap') || !isRoot || !othersCanRead(),
  },
  {
    way: 'of an ordinary user without one (needs a checkout that others can read)',
    bwrap: 'never',
    uid: ordinaryUid,
    without: !isRoot || !othersCanRead(),
  },
] as const;

describe.each(ways)('a job $way', ({ bwrap, uid, without }) => {
  it.skipIf(without || lacks('python3'))(
    'leaves nothing when its runner is killed (needs python3)',
    async () => {
      const [scratch, temporary] = [await scratchFor(), await scratchFor()];
      // Two processes in a session of their own: no group tells who they are.
      const source = `
import os, time
if os.fork() == 0:
    os.setsid()
    os.fork()
while True:
    open(os.environ['SM_MODEL_DIR'] + '/alive', 'w').write('x')
    time.sleep(0.05)`;
      const how = { options: { bwrap, scratch }, temporary, ...(uid ? { uid } : {}) };
      const child = startElsewhere([{ entry: 'train.py', source }], how);
      try {
        const job = await vi.waitFor(
          async () => {
            const name = (await readdir(scratch)).find((found) => found.startsWith('holdfast-job-')) ?? '';
            expect(existsSync(join(scratch, name, 'model', 'alive'))).toBe(true);
            return name;
          },
          { timeout: 10_000, interval: 20 },
        );
        const before = processesOf(job);
        expect(before.length).toBeGreaterThan(0);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const gone = { timeout: 5000, interval: 20 };
        await vi.waitFor(async () => expect(await readdir(scratch)).toEqual([]), gone);
        await vi.waitFor(() => expect(living(before)).toEqual([]), gone);
      } finally {
        child.kill('SIGKILL');
        await rm(scratch, { recursive: true, force: true });
        await rm(temporary, { recursive: true, force: true });
      }
    },
  );
});

/** By the folder that all of them have open or mounted. */
function processesOf(job: string): number[] {
  const shows = `grep -ls ${job} /proc/[0-9]*/mountinfo /proc/[0-9]*/environ /proc/[0-9]*/cmdline || true`;
  const { stdout } = spawnSync('/bin/sh', ['-c', shows], { encoding: 'utf8' });
  return [...new Set([...stdout.matchAll(/^\/proc\/(\d+)\//gm)].map(([, pid]) => Number(pid)))];
}

function living(pids: number[]): number[] {
  return pids.filter((pid) => membersOf({ kind: 'descendants', of: pid }).length > 0);
}

describe('folders of jobs', () => {
  it('of dead processes are swept by the next run, with what still runs; others stay', async () => {
    const scratch = await scratchFor();
    const owner = {
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      namespace: readlinkSync('/proc/self/ns/pid'),
      pid: spawnSync('/bin/true').pid,
    };
    const identity = isRoot ? { uid: firstUid, gid: firstUid } : {};
    const env = { HOLDFAST_JOB: 'holdfast-job-dead' };
    const left = spawn('/bin/sleep', ['30'], { ...identity, env, stdio: 'ignore', detached: true });
    const folders: Record<string, object> = {
      'holdfast-job-dead': { ...owner, ...(isRoot ? { uid: firstUid } : {}) },
      'holdfast-job-living': { ...owner, pid: process.pid },
      'holdfast-job-other-machine': { ...owner, boot: 'another' },
      'holdfast-job-unreadable': {},
      'something-else': owner,
    };
    for (const [name, content] of Object.entries(folders)) {
      await mkdir(join(scratch, name, 'closed'), { recursive: true });
      await writeFile(join(scratch, name, 'owner.json'), JSON.stringify(content));
    }
    await chmod(join(scratch, 'holdfast-job-dead', 'closed'), 0o000);
    const stay = Object.keys(folders).slice(1);
    if (isRoot) {
      const name = 'holdfast-job-of-another-user';
      await mkdir(join(scratch, name));
      await writeFile(join(scratch, name, 'owner.json'), JSON.stringify(owner));
      await chown(join(scratch, name), ordinaryUid, ordinaryUid);
      stay.push(name);
    }
    const ended = once(left, 'exit');
    const trial = { entry: 'train', source: '#!/bin/sh\n' };
    await attempt(createJobRunner({ scratch, bwrap: 'never' }), root, trial);
    expect((await readdir(scratch)).sort()).toEqual(stay.sort());
    expect(await ended).toEqual([null, 'SIGKILL']);
    await rm(scratch, { recursive: true });
  });

  it('are refused where the other user could not go', async () => {
    if (!isRoot) return;
    const scratch = await mkdtemp(join(root, 'closed-'));
    const trying = attempt(createJobRunner({ scratch }), root, { entry: 'train', source: '#!/bin/sh\n' });
    await expect(trying).rejects.toThrow('cannot be entered by another user');
  });
});

describe.each(ways.filter(({ uid }) => uid === undefined))('a runner $way', ({ bwrap, without }) => {
  it.skipIf(without || lacks('python3'))('hands on no descriptor of the host (needs python3)', async () => {
    const folder = openSync('/', 'r');
    const source = `
import os
for name in sorted(map(int, os.listdir('/proc/self/fd'))):
    try:
        print(name, os.readlink(f'/proc/self/fd/{name}').split(':')[0])
    except OSError:
        pass`;
    const descriptors = [...Array<undefined>(20).fill(undefined), folder];
    const [found] = await attemptElsewhere([{ entry: 'train.py', source }], {
      options: { bwrap },
      descriptors,
    });
    closeSync(folder);
    const lines = found?.lines ?? [];
    expect(lines.filter((line) => !/^[0-9]+ (\/dev\/null|socket|\/proc\/\d+\/fd)$/.test(line))).toEqual([]);
    const sockets = lines.filter((line) => line.endsWith('socket'));
    expect(sockets).toEqual(['1 socket', '2 socket']);
  });

  it.skipIf(without || !isRoot)('shows a runtime and libraries that only root can read', async () => {
    const closed = await mkdtemp(join(root, 'closed-'));
    const node = join(closed, 'node');
    await link(process.execPath, node).catch(() => copyFile(process.execPath, node));
    const library = join(closed, 'lib rary', 'one');
    await mkdir(join(closed, 'lib rary', 'two'), { recursive: true });
    await mkdir(library);
    await writeFile(join(library, 'a.mjs'), `export { b } from '../two/b.mjs';`, { mode: 0o600 });
    await writeFile(join(closed, 'lib rary', 'two', 'b.mjs'), `export const b = 'from b';`, { mode: 0o600 });
    const url = new URL(`file://${library}/a.mjs`).href;
    const source = `console.log((await import(process.env.URL)).b, (await import(process.env.FILE)).b);`;
    const trial = {
      entry: 'train.mjs',
      source,
      environment: { URL: url, FILE: join(library, 'a.mjs') },
      libraries: [library, join(closed, 'lib rary', 'two')],
    };
    const [found] = await attemptElsewhere([trial], { node, options: { bwrap } });
    expect(found).toMatchObject({ lines: ['from b from b'], end: { kind: 'exited', code: 0 } });
  });
});
