import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from './check.ts';

const folder = import.meta.dirname;
const fileForm = /^[a-z0-9-]+\.(?:ts|js)$/;

/** The subjects: folders of checks. */
async function subjects(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name !== 'testing');
  return names.map(({ name }) => name).sort();
}

/** Every check: each file of a subject's folder is one, in the order of their ids. */
export async function loadChecks(): Promise<Check[]> {
  const loaded = (await subjects()).map((subject) => loadSubject(subject));
  return (await Promise.all(loaded)).flat();
}

export async function loadSubject(subject: string): Promise<Check[]> {
  const dir = join(folder, subject);
  const files = (await readdir(dir)).filter((name) => fileForm.test(name)).sort();
  return Promise.all(
    files.map(async (name) => {
      const { check } = (await import(pathToFileURL(join(dir, name)).href)) as { check?: Check };
      if (!check) throw new Error(`${subject}/${name} exports no check`);
      return check;
    }),
  );
}
