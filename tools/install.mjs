// Plain JavaScript without dependencies: it must work on an older Node and before `npm ci`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the packages of `folder` when its lockfile is not the one that was last installed from.
 * @returns {boolean} false when that failed; npm has said why
 */
export function tryInstall(folder) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.holdfast-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return true;
  process.stderr.write(`Installing the packages of ${folder} (npm ci) ...\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    const why = error ? error.message : `it exited with ${status}`;
    process.stderr.write(`npm ci failed in ${folder}: ${why}. Run it there by hand to see more.\n`);
    return false;
  }
  writeFileSync(stamp, lock);
  return true;
}

/** The same, for what nothing works without: ends the process with 3 when it failed. */
export function install(folder) {
  if (!tryInstall(folder)) process.exit(3);
}
