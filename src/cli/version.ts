import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Holdfast's own version, from its package. */
export async function ownVersion(): Promise<string> {
  const path = join(import.meta.dirname, '..', '..', 'package.json');
  const about: { version: string } = JSON.parse(await readFile(path, 'utf8'));
  return about.version;
}
