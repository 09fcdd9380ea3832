/** Bounds on what is unpacked, so that no archive can fill the machine. */
export const maxEntries = 500_000;
const maxPathBytes = 1024;

/** What is wrong with a path as the place of a file in a folder artifact; undefined when nothing is. */
export function pathProblem(path: string): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'is no plain relative path';
  if (/[\\\0]/.test(path)) return 'has a backslash or a NUL in its path';
  return Buffer.byteLength(path) > maxPathBytes ? `has a path of more than ${maxPathBytes} bytes` : undefined;
}

/** The paths of one folder artifact: each once, and none below another. */
export class FolderPaths {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();
  readonly #most: number;

  constructor(most = maxEntries) {
    this.#most = most;
  }

  /** What is wrong with one more; undefined when nothing is. */
  add(path: string): string | undefined {
    if (this.#files.size >= this.#most) return `is one more than ${this.#most} files`;
    if (this.#files.has(path)) return 'is there twice';
    if (this.#folders.has(path)) return 'is a file and a folder';
    this.#files.add(path);
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (this.#files.has(folder)) return 'lies below a file';
      if (this.#folders.has(folder)) break;
      this.#folders.add(folder);
    }
    return undefined;
  }
}
