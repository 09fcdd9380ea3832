/** What a command of Terraform gets to see, apart from itself. */
export interface Sandbox {
  /** The path of bubblewrap. */
  bwrap: string;
  /** Folders and files that it may read. */
  readable: string[];
  /** Folders that it may write to. */
  writable: string[];
}

/**
 * The arguments of bubblewrap that run a program where nothing of the machine is to be seen but what is named:
 * `file("/home/…")` and `file("/proc/…/environ")` in a module find nothing. The network stays, for the state on
 * loopback, and so do the numbers of processes: Terraform watches the one that serves its providers. There is no /proc.
 * https://github.com/containers/bubblewrap/blob/main/bwrap.xml
 */
export function sandboxArguments(sandbox: Sandbox, program: string, cwd: string): string[] {
  const bind = (how: string, paths: string[]) => paths.flatMap((path) => [how, path, path]);
  return [
    ...['--unshare-user-try', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--die-with-parent', '--cap-drop', 'ALL'],
    ...['--dev', '/dev', '--tmpfs', '/tmp'],
    ...bind('--ro-bind-try', ['/lib', '/lib64', '/usr/lib', '/usr/lib64']),
    ...bind('--ro-bind', [program]),
    // The folders of the run may lie below those of the project, not the other way round.
    ...bind('--ro-bind', sandbox.readable),
    ...bind('--bind', sandbox.writable),
    ...['--chdir', cwd, '--', program],
  ];
}
