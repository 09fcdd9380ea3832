import { describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { type Abilities, isolationOf } from './isolation.ts';
import { createJobRunner } from './job-runner.ts';

const best: Abilities = {
  root: true,
  sandbox: { version: '0.8.0' },
  memoryGroup: true,
  resourceLimits: true,
  procfs: true,
  kernel: [6, 1],
};
const ordinary: Abilities = { ...best, root: false, memoryGroup: false };

describe('the record of isolation', () => {
  it('of root with everything', () => {
    expect(isolationOf(best)).toMatchInlineSnapshot(`
      {
        "by": "bubblewrap 0.8.0",
        "filesystem": true,
        "limits": {
          "cpuSeconds": "watched",
          "memoryBytes": "enforced",
          "outputBytes": "watched",
          "processes": "enforced",
          "wallSeconds": "watched",
        },
        "network": true,
        "notes": [
          "cpuSeconds, outputBytes: the kernel bounds each process and each file; the totals are watched.",
        ],
        "otherUser": true,
        "tier": "sandbox",
      }
    `);
  });

  it('of an ordinary user with bubblewrap', () => {
    expect(isolationOf(ordinary)).toMatchInlineSnapshot(`
      {
        "by": "bubblewrap 0.8.0",
        "filesystem": true,
        "limits": {
          "cpuSeconds": "watched",
          "memoryBytes": "watched",
          "outputBytes": "watched",
          "processes": "enforced",
          "wallSeconds": "watched",
        },
        "network": true,
        "notes": [
          "The job runs under the user who started it, in namespaces of its own.",
          "memoryBytes: no control group could be made, so resident memory is added up every 100 ms; memory that no process has mapped is not seen.",
          "cpuSeconds, outputBytes: the kernel bounds each process and each file; the totals are watched.",
        ],
        "otherUser": false,
        "tier": "sandbox",
      }
    `);
  });

  it('of an ordinary user without', () => {
    const sandbox = { problem: 'it is not installed' };
    expect(isolationOf({ ...ordinary, sandbox })).toMatchInlineSnapshot(`
      {
        "filesystem": false,
        "limits": {
          "cpuSeconds": "watched",
          "memoryBytes": "watched",
          "outputBytes": "watched",
          "processes": "watched",
          "wallSeconds": "watched",
        },
        "network": false,
        "notes": [
          "No sandbox: the job can use the network and read and change every file of the user who started it; a process that hides from it may outlive it.",
          "Bubblewrap: it is not installed. Install it with \`apt-get install bubblewrap\` (0.8 or newer, on Linux); in a container, allow user namespaces.",
          "memoryBytes: no control group could be made, so resident memory is added up every 100 ms; memory that no process has mapped is not seen.",
          "processes: the kernel would count all processes of this user, so the job’s own are counted.",
          "cpuSeconds, outputBytes: the kernel bounds each process and each file; the totals are watched.",
        ],
        "otherUser": false,
        "tier": "none",
      }
    `);
  });

  it('of a system that can hold next to nothing', () => {
    const poor: Abilities = {
      root: false,
      sandbox: { problem: 'it exists on Linux only' },
      memoryGroup: false,
      resourceLimits: false,
      procfs: false,
      kernel: [24, 0],
    };
    expect(isolationOf(poor).limits).toEqual({
      memoryBytes: 'not-enforced',
      processes: 'not-enforced',
      cpuSeconds: 'not-enforced',
      wallSeconds: 'watched',
      outputBytes: 'watched',
    });
    expect(isolationOf(poor).notes.join(' ')).toContain('nothing holds them');
  });

  it('never claims an exact process limit that would count the whole user', () => {
    expect(isolationOf({ ...ordinary, kernel: [5, 10] }).limits.processes).toBe('watched');
    expect(isolationOf({ ...ordinary, kernel: [5, 14] }).limits.processes).toBe('enforced');
    expect(isolationOf({ ...ordinary, sandbox: { problem: 'x' } }).limits.processes).toBe('watched');
    expect(isolationOf({ ...best, sandbox: { problem: 'x' }, kernel: [5, 10] }).limits.processes).toBe(
      'enforced',
    );
  });

  it('says when bubblewrap was switched off, and is the same each time', async () => {
    const found = await createJobRunner({ bwrap: 'never' }).isolation();
    expect(found).toMatchObject({ tier: 'none', network: false, filesystem: false });
    expect(found.notes.join(' ')).toMatch(/switched off.*apt-get install bubblewrap/);
    expect(await createJobRunner({ bwrap: 'never' }).isolation()).toEqual(found);
  });

  it.skipIf(lacks('bwrap'))('of this machine (needs bwrap)', async () => {
    const found = await createJobRunner().isolation();
    expect(found).toMatchObject({ tier: 'sandbox', network: true, filesystem: true });
    expect(found.by).toMatch(/^bubblewrap \d/);
    expect(found.otherUser).toBe(process.getuid?.() === 0);
  });
});
