import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where `terraform init` puts modules from elsewhere, from the folder where it ran. */
export const modulesDir = '.terraform/modules';
export const manifestName = 'modules.json';

const manifestSizeBytes = 4 * 1024 * 1024;

/** The folders of vendored modules by the names of the calls that lead to them: `network.vpc`. */
export interface Vendored {
  dirOf(path: readonly string[]): string | undefined;
  /** Whether any vendored module lies below a path of calls. */
  reaches(path: readonly string[]): boolean;
  /** The folders of all modules that calls of one name lead to. */
  dirsOf(name: string): string[];
}

/**
 * Reads the manifest that `terraform init` or `terraform get` has left; without one, nothing is vendored.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/modsdir/manifest.go
 */
export async function readVendored(rootDir: string): Promise<Vendored> {
  const folders = new Map<string, string>();
  for (const entry of await entriesOf(join(rootDir, modulesDir, manifestName))) {
    if (entry === null || typeof entry !== 'object') continue;
    const { Key: key, Dir: dir } = entry as { Key?: unknown; Dir?: unknown };
    if (typeof key !== 'string' || typeof dir !== 'string' || key === '') continue;
    const folder = resolve(rootDir, dir);
    // Local modules stand in the manifest too; they are found without it.
    if (folder.startsWith(`${join(rootDir, modulesDir)}/`)) folders.set(key, folder);
  }
  const keys = [...folders.keys()];
  const dirsOf = (name: string) =>
    [...folders].filter(([key]) => key === name || key.endsWith(`.${name}`)).map(([, dir]) => dir);
  return {
    dirOf: (path) => folders.get(path.join('.')),
    reaches: (path) => keys.some((key) => key.startsWith(`${path.join('.')}.`)),
    dirsOf,
  };
}

async function entriesOf(file: string): Promise<unknown[]> {
  try {
    await using handle = await open(file, 'r');
    if ((await handle.stat()).size > manifestSizeBytes) return [];
    const manifest: unknown = JSON.parse(await handle.readFile('utf8'));
    const modules =
      manifest !== null && typeof manifest === 'object' && 'Modules' in manifest && manifest.Modules;
    return Array.isArray(modules) ? modules : [];
  } catch {
    return [];
  }
}
