import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test, removed at its end; a path that ends in `->` makes a link to the text. */
export class TestFolder implements AsyncDisposable {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  static async with(files: Record<string, string | Uint8Array>): Promise<TestFolder> {
    const folder = new TestFolder(await realpath(await mkdtemp(join(tmpdir(), 'holdfast-source-'))));
    for (const [path, content] of Object.entries(files)) {
      const isLink = path.endsWith('->');
      const file = join(folder.dir, isLink ? path.slice(0, -2) : path);
      await mkdir(dirname(file), { recursive: true });
      await (isLink ? symlink(String(content), file) : writeFile(file, content));
    }
    return folder;
  }

  at(path: string): string {
    return join(this.dir, path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** One digest of all names, contents and links below a folder. */
export async function digestOfFolder(dir: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries.toSorted((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const path = join(entry.parentPath, entry.name);
    hash.update(`\0${path}\0`);
    if (entry.isFile()) hash.update(await readFile(path));
    if (entry.isSymbolicLink()) hash.update(await readlink(path));
  }
  return hash.digest('hex');
}
