import { execFile } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { which } from '../../tools/testing/lacks.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../../src/cli/main.ts');

/** A folder for PATH with Holdfast as it stands here, and those programs that are named: no Terraform unless it is. */
export async function pathWith(dir: string, programs: readonly string[]): Promise<string> {
  await mkdir(dir, { recursive: true });
  for (const program of programs) {
    const found = which(program);
    if (found === undefined) throw new Error(`${program} is not installed`);
    await symlink(found, join(dir, program));
  }
  await writeFile(join(dir, 'holdfast'), `#!/bin/sh\nexec ${process.execPath} ${main} "$@"\n`);
  await chmod(join(dir, 'holdfast'), 0o755);
  return dir;
}

/** What a script prints; throws, with all that it printed, when one of its commands fails. */
export async function shell(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ stdout: string; stderr: string }> {
  return run('/bin/sh', ['-eu', '-c', script], { cwd, env, maxBuffer: 64 * 2 ** 20 });
}

/** A script without the lines of a program. */
export function withoutProgram(script: string, program: string): string {
  return script
    .split('\n')
    .filter((line) => !line.trimStart().startsWith(program))
    .join('\n');
}
