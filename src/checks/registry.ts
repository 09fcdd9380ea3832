import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadFolder } from '../base/load-folder.ts';
import type { Check } from './check.ts';

const folder = import.meta.dirname;

/** The subjects: folders of checks. */
async function subjects(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name !== 'testing');
  return names.map(({ name }) => name).sort();
}

/** Every check: each file of a subject's folder is one, in the order of their ids. */
export async function loadChecks(): Promise<Check[]> {
  const whole = await import(pathToFileURL(join(folder, 'all.js')).href).catch(isMissing);
  if (whole) return (whole as { checks: Check[] }).checks;
  const loaded = (await subjects()).map((subject) => loadSubject(subject));
  return (await Promise.all(loaded)).flat();
}

export async function loadSubject(subject: string): Promise<Check[]> {
  return loadFolder<Check>(join(folder, subject), 'check');
}

/** The build makes one file of all checks; the source has none. */
function isMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
  throw error;
}
