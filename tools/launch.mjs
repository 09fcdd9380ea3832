// Runs a program of this repository on the Node version that it is developed on, after installing what is
// missing. Plain JavaScript without dependencies: it must work on an older Node and before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const floor = [22, 18];

/** Installs the packages of `folder` when its lockfile is not the one that was last installed from. */
export function install(folder) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.holdfast-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write(`Installing the packages of ${folder} (npm ci) ...\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    const why = error ? error.message : `it exited with ${status}`;
    process.stderr.write(`npm ci failed in ${folder}: ${why}. Run it there by hand to see more.\n`);
    process.exit(3);
  }
  writeFileSync(stamp, lock);
}

/** The Node binary to run on: the one from npm where there is one for this machine, else the installed one. */
function runtime() {
  const fromNpm = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(fromNpm)) return fromNpm;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return process.execPath;
  process.stderr.write(
    `Holdfast needs Node ${floor.join('.')} or newer; this is ${process.versions.node}, and npm has no Node ` +
      `for ${process.platform}-${process.arch}. Install it from https://nodejs.org/.\n`,
  );
  process.exit(3);
}

install(root);
const child = spawn(runtime(), process.argv.slice(2), { stdio: 'inherit' });
// The terminal sends its signals to the whole group; what another process sends is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
});
