import { lstatSync, readlinkSync } from 'node:fs';

/** A thing of the host, and where it stands inside. */
export interface Mount {
  from: string;
  to: string;
  writable?: boolean;
}

export interface SandboxPlan {
  mounts: Mount[];
  workingFolder: string;
  /** Bytes of each of the two file systems in memory, `/tmp` and `/dev/shm`. */
  memoryFilesBytes: number;
}

/** Parts of `/etc` without secrets that programs and libraries need to find each other. */
const systemFiles = ['/etc/alternatives', '/etc/ld.so.cache'];
/** The topology of the processors, by which libraries choose their threads. */
const processors = '/sys/devices/system/cpu';

/** True for what the sandbox shows anyway: the system's programs. `/usr/src` is where images put people's projects. */
export function isSystemPath(path: string): boolean {
  return path.startsWith('/usr/') && !path.startsWith('/usr/src/');
}

/** `/bin`, `/lib` and so on as the host has them: links into `/usr` on merged systems, else folders. */
function systemRoots(): string[] {
  return ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].flatMap((name) => {
    const info = lstatSync(`/${name}`, { throwIfNoEntry: false });
    if (!info) return [];
    return info.isSymbolicLink()
      ? ['--symlink', readlinkSync(`/${name}`), `/${name}`]
      : ['--ro-bind', `/${name}`, `/${name}`];
  });
}

function hidden(folder: string): string[] {
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? ['--tmpfs', folder] : [];
}

/**
 * What bubblewrap is told: new namespaces for everything, no capability, no further user namespace, a file system of
 * the system's programs and the job's own mounts only, nothing of it writable but those mounts and two bounded file
 * systems in memory. https://github.com/containers/bubblewrap/blob/main/bwrap.xml
 */
export function sandboxArguments(plan: SandboxPlan): string[] {
  const size = String(plan.memoryFilesBytes);
  const masked = hidden('/usr/src');
  return [
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...['--hostname', 'algo-1', '--uid', '1000', '--gid', '1000'],
    ...['--ro-bind', '/usr', '/usr', ...masked, ...systemRoots()],
    ...[...systemFiles, processors].flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--perms', '1777', '--size', size, '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--perms', '1777', '--size', size, '--tmpfs', '/tmp'],
    ...plan.mounts.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    ...(masked.length > 0 ? ['--remount-ro', '/usr/src'] : []),
    ...['--remount-ro', '/', '--chdir', plan.workingFolder],
  ];
}

/** Users and names as programs look them up, made up: nothing of the host's own. */
export const etcFiles: Record<string, string> = {
  passwd: 'root:x:0:0:root:/:/usr/sbin/nologin\ntrainer:x:1000:1000:trainer:/tmp:/bin/sh\n',
  group: 'root:x:0:\ntrainer:x:1000:\n',
  hosts: '127.0.0.1 localhost algo-1\n::1 localhost\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
};
