import { VerificationError } from '../../../base/errors.ts';
import type { LogFiles } from '../../../ports/log-files.ts';
import type { DataFolder } from './data-folder.ts';
import { NotPlainError } from './file-errors.ts';

const root = 'log';
/** The largest file is an envelope, and those are far below this. */
const maxBytes = 64 * 1024 * 1024;
const maxParts = 16;
// A part begins with no dot: so there is no way up, and no hidden file.
const partForm = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** The log's files below `log/`. */
export function openLogFiles(data: DataFolder): LogFiles {
  return new FolderLogFiles(data);
}

function isPath(path: string): boolean {
  const parts = path.split('/');
  return parts.length <= maxParts && parts.every((part) => partForm.test(part));
}

function inRoot(path: string): string {
  if (!isPath(path)) throw new TypeError(`not a path of the log: ${JSON.stringify(path.slice(0, 200))}`);
  return `${root}/${path}`;
}

class FolderLogFiles implements LogFiles {
  readonly #data: DataFolder;

  constructor(data: DataFolder) {
    this.#data = data;
  }

  async get(path: string): Promise<Uint8Array | undefined> {
    const inside = inRoot(path);
    try {
      return await this.#data.read(inside, maxBytes);
    } catch (error) {
      if (!(error instanceof NotPlainError)) throw error;
      throw new VerificationError('log-inconsistent', path, error.message, { cause: error });
    }
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    await this.#data.replace(inRoot(path), bounded(path, bytes));
  }

  async writeOnce(path: string, bytes: Uint8Array): Promise<void> {
    if (await this.#data.create(inRoot(path), bounded(path, bytes))) return;
    const there = await this.get(path);
    if (there !== undefined && Buffer.compare(there, bytes) === 0) return;
    const message = 'it is there already with other bytes, and it must never change';
    throw new VerificationError('log-inconsistent', path, message);
  }

  async list(folder: string): Promise<string[]> {
    const inside = folder === '' ? root : inRoot(folder);
    const paths: string[] = [];
    for await (const found of this.#data.walk(inside)) {
      const path = found.path.slice(root.length + 1);
      // What no path can name is not the log's: an editor's or a system's own file.
      if (!isPath(path)) continue;
      if (!found.plain) throw new VerificationError('log-inconsistent', path, 'it is not an ordinary file');
      paths.push(path);
    }
    return paths.sort();
  }

  async remove(path: string): Promise<void> {
    await this.#data.remove(inRoot(path));
  }
}

function bounded(path: string, bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxBytes)
    throw new RangeError(`${path}: ${bytes.length} bytes are too many for the log`);
  return bytes;
}
