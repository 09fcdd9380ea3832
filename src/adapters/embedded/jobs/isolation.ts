import type { Enforcement, Isolation, Limits } from '../../../ports/jobs.ts';

/** What a machine can do for a job; found out once a process by `probeMachine`. */
export interface Abilities {
  root: boolean;
  /** Bubblewrap's version when a sandbox really starts; otherwise why it does not. */
  sandbox: { version: string } | { problem: string };
  /** True when a control group can be made that bounds the memory of a job. */
  memoryGroup: boolean;
  /** True when `prlimit` is there. */
  resourceLimits: boolean;
  /** True when `/proc` tells about processes. */
  procfs: boolean;
  /** `6.1`; since 5.14 a user namespace counts its own processes. */
  kernel: [major: number, minor: number];
}

/**
 * RLIMIT_NPROC counts the processes of a user. That is this job alone when the job has a user of its own, or a user
 * namespace on a kernel that counts by namespace; elsewhere it would count everything that the caller runs.
 * https://git.kernel.org/torvalds/c/21d1c5e386bc751f1953b371d72cd5b7d9c9e270
 */
export function processLimitIsExact(abilities: Abilities): boolean {
  if (!abilities.resourceLimits) return false;
  if (abilities.root) return true;
  const [major, minor] = abilities.kernel;
  return 'version' in abilities.sandbox && (major > 5 || (major === 5 && minor >= 14));
}

function limitsOf(abilities: Abilities): Record<keyof Limits, Enforcement> {
  const watched: Enforcement = abilities.procfs ? 'watched' : 'not-enforced';
  return {
    memoryBytes: abilities.memoryGroup ? 'enforced' : watched,
    processes: processLimitIsExact(abilities) ? 'enforced' : watched,
    cpuSeconds: watched,
    wallSeconds: 'watched',
    outputBytes: 'watched',
  };
}

function notesOnLimits(abilities: Abilities): string[] {
  const limits = limitsOf(abilities);
  const notes: string[] = [];
  if (limits.memoryBytes === 'watched') {
    notes.push(
      'memoryBytes: no control group could be made, so resident memory is added up every 100 ms; memory that no ' +
        'process has mapped is not seen.',
    );
  }
  if (limits.processes === 'watched') {
    notes.push('processes: the kernel would count all processes of this user, so the job’s own are counted.');
  }
  if (abilities.resourceLimits) {
    notes.push(
      'cpuSeconds, outputBytes: the kernel bounds each process and each file; the totals are watched.',
    );
  }
  if (!abilities.procfs) {
    notes.push('memoryBytes, processes, cpuSeconds: this system has no /proc, so nothing holds them.');
  }
  return notes;
}

const installAdvice =
  'Install it with `apt-get install bubblewrap` (0.8 or newer, on Linux); in a container, allow user namespaces.';

/** The record of what a job gets on a machine. The same machine always gives the same record. */
export function isolationOf(abilities: Abilities): Isolation {
  const { root, sandbox } = abilities;
  const common = { otherUser: root, limits: limitsOf(abilities) };
  if ('version' in sandbox) {
    const user = root ? [] : ['The job runs under the user who started it, in namespaces of its own.'];
    return {
      tier: 'sandbox',
      by: `bubblewrap ${sandbox.version}`,
      network: true,
      filesystem: true,
      ...common,
      notes: [...user, ...notesOnLimits(abilities)],
    };
  }
  const exposed = root
    ? 'No sandbox: the job can use the network and read every file that is readable by all users.'
    : 'No sandbox: the job can use the network and read and change every file of the user who started it; a ' +
      'process that hides from it may outlive it.';
  return {
    tier: 'none',
    network: false,
    filesystem: false,
    ...common,
    notes: [exposed, `Bubblewrap: ${sandbox.problem}. ${installAdvice}`, ...notesOnLimits(abilities)],
  };
}
