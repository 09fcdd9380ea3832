import { type ChildProcess, spawn } from 'node:child_process';
import type { JobFolder } from './job-folder.ts';

/**
 * Waits until the runner says that a job is over. When the runner dies instead, also by SIGKILL, the pipe closes
 * without a word: then it ends the job's processes and removes its folder, which may hold data in the clear.
 * $1 folder, $2 its name, $3 user or empty, $4 control group or empty, $5 setpriv or empty
 */
const script = `
read -r group || group=
[ "$group" = over ] && exit 0
if [ -n "$group" ]; then
  read -r word && [ "$word" = over ] && exit 0
  kill -KILL -- "-$group"
fi
if [ -n "$3" ] && [ -n "$5" ]; then
  "$5" --reuid "$3" --regid "$3" --clear-groups /bin/sh -c 'kill -KILL -1'
elif [ -z "$3" ]; then
  for file in $(grep -lszxF "HOLDFAST_JOB=$2" /proc/[0-9]*/environ); do
    pid=\${file#/proc/}
    [ "\${pid%/environ}" = "$$" ] || kill -KILL "\${pid%/environ}"
  done
fi
tries=0
while [ -n "$4" ] && [ -d "$4" ] && ! rmdir "$4" && [ "$tries" -lt 50 ]; do
  tries=$((tries + 1))
  sleep 0.02
done
chmod -R u+rwX "$1"
rm -rf "$1"
`;

export interface Guard {
  /** The job's process group, before it does anything. */
  watch(group: number): void;
  /** The job and its folder are gone: nothing is left to guard. */
  over(): void;
}

export function startGuard(folder: JobFolder, user: string, memoryGroup: string, setpriv: string): Guard {
  const names = [folder.path, folder.name, user, memoryGroup, setpriv];
  const child = spawn('/bin/sh', ['-c', script, 'holdfast-guard', ...names], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    // Out of this process's group, so that what ends the group by a signal leaves it to do its work.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  release(child);
  return {
    watch: (group) => void child.stdin.write(`${group}\n`),
    over: () => void child.stdin.end('over\n'),
  };
}

/** Does not keep this process alive, and may fail without anyone asking: it only makes things better. */
function release(child: ChildProcess): void {
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.unref();
  const pipe = child.stdin as { unref?: () => void } | null;
  pipe?.unref?.();
}
