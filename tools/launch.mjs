// Runs a program of this repository on the Node version that it is developed on, after installing what is
// missing. Plain JavaScript without dependencies: it must work on an older Node and before `npm ci`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const floor = [22, 18];

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
