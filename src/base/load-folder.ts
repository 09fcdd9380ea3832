import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fileForm = /^[a-z0-9-]+\.(?:ts|js)$/;

/** What each file of a folder exports under a name, in the order of the files: a new file is a new one. */
export async function loadFolder<T>(dir: string, name: string): Promise<T[]> {
  const files = (await readdir(dir)).filter((file) => fileForm.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(dir, file)).href)) as Record<string, T | undefined>;
      const value = module[name];
      if (value === undefined) throw new Error(`${join(dir, file)} exports no ${name}`);
      return value;
    }),
  );
}
