import { lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { ProjectFolders } from '../providers/knowledge.ts';
import { within } from '../source/discover.ts';

/**
 * Writes a file that a data source leaves behind into the scratch copy, and nowhere else: what lies outside, or below a
 * link to the project, is passed over.
 * @param path as the configuration names it, from the root module's folder
 */
export function leaveInCopy(folders: ProjectFolders, path: string, content: Uint8Array): void {
  const { copyDir, projectDir, rootDir = projectDir } = folders;
  if (copyDir === undefined) return;
  const file = resolve(copyDir, relative(projectDir, rootDir), path);
  const folder = dirname(file);
  if (!within(file, copyDir) || !within(realParent(folder), realpathSync(copyDir))) return;
  mkdirSync(folder, { recursive: true });
  // A link of that name leads to the user's own file: the copy gets one of its own.
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(file);
  writeFileSync(file, content);
}

/** The real path of the nearest folder that is there. */
function realParent(folder: string): string {
  for (let at = folder; ; at = dirname(at))
    if (lstatSync(at, { throwIfNoEntry: false }) || dirname(at) === at) return realpathSync(at);
}
