import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of a program, as a shell would find it. */
export function which(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * For `describe.skipIf(lacks('bwrap'))`: true when the program is missing. Never true under `CI=true`, so that there
 * the test runs and fails instead of being skipped.
 */
export function lacks(program: string): boolean {
  return process.env.CI !== 'true' && which(program) === undefined;
}
