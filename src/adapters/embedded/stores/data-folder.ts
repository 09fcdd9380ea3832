import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StoreError } from '../../../base/errors.ts';
import { guarded, NotPlainError, systemCode, unlessMissing } from './file-errors.ts';
import { type TemporaryFile, TemporaryFolder } from './temporary.ts';

/** Something below a folder; `plain` is false for links, devices and sockets. */
export interface FoundFile {
  path: string;
  plain: boolean;
}

/** A rename or a new name is on disk only when its folder is: https://man7.org/linux/man-pages/man2/fsync.2.html */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and the missing ones above it, so that they survive a power cut. */
async function makeMissing(path: string): Promise<void> {
  const made = await mkdirUnlessThere(path).catch(async (error: unknown) => {
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeMissing(dirname(path));
    return mkdirUnlessThere(path);
  });
  if (made) await syncFolder(dirname(path));
}

async function mkdirUnlessThere(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

/** @throws StoreError when others than the owner may enter or read it, with the command that mends it */
export async function refuseShared(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await guarded('look at the data folder', path, () => lstat(path));
  if ((mode & 0o077) === 0) return;
  const wanted = (mode & 0o170000) === 0o040000 ? '700' : '600';
  throw new StoreError(
    `${path} can be used by others than its owner (mode ${(mode & 0o777).toString(8)}); ` +
      `if you trust what is in it, run: chmod ${wanted} '${path}'`,
  );
}

/**
 * The data folder: durable, atomic changes to the files below it, by paths relative to it. Callers give only paths
 * whose grammar they have checked. Links are never followed, neither at the end of a path nor on the way.
 */
export class DataFolder {
  /** Absolute, with the links above it resolved. */
  readonly root: string;
  readonly temporary: TemporaryFolder;

  private constructor(root: string) {
    this.root = root;
    this.temporary = new TemporaryFolder(join(root, 'tmp'));
  }

  /** Makes the folder where it is missing, and sweeps what dead processes left half written. */
  static async open(folder: string): Promise<DataFolder> {
    const path = resolve(folder);
    await guarded('make the data folder', path, () => makeMissing(path));
    const data = new DataFolder(await guarded('open the data folder', path, () => realpath(path)));
    await refuseShared(data.root);
    await data.makeFolder('tmp');
    await data.temporary.sweep();
    return data;
  }

  path(relative: string): string {
    return join(this.root, relative);
  }

  /** Makes a folder, and the missing ones above it, so that they survive a power cut. */
  async makeFolder(relative: string): Promise<void> {
    const path = this.path(relative);
    await guarded('make a folder', path, () => makeMissing(path));
    await guarded('open a folder', path, () => this.#refuseLinks(path));
  }

  /** @throws NotPlainError when a folder on the way is a link */
  async #refuseLinks(folder: string): Promise<void> {
    const real = await realpath(folder);
    if (real !== folder) throw new NotPlainError(`${folder} leads to ${real} by a symbolic link; remove it`);
  }

  /**
   * Opens an ordinary file for reading; undefined when there is none.
   * @throws NotPlainError when it is a link or anything but a file
   */
  async openFile(relative: string): Promise<FileHandle | undefined> {
    const path = this.path(relative);
    return unlessMissing('open a file', path, async () => {
      await this.#refuseLinks(dirname(path));
      // Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | (constants.O_NONBLOCK ?? 0);
      const handle = await openOrRefuse(path, flags);
      if ((await handle.stat()).isFile()) return handle;
      await handle.close();
      throw new NotPlainError(`${path} is not an ordinary file`);
    });
  }

  /** The whole of a small file; undefined when there is none. */
  async read(relative: string, maxBytes: number): Promise<Buffer | undefined> {
    const handle = await this.openFile(relative);
    if (handle === undefined) return undefined;
    const path = this.path(relative);
    try {
      return await guarded('read a file', path, async () => {
        const { size } = await handle.stat();
        if (size > maxBytes) throw new NotPlainError(`${path} has ${size} bytes; at most ${maxBytes} can be`);
        return await handle.readFile();
      });
    } finally {
      await handle.close();
    }
  }

  /** Writes a new file in one step; false, and nothing changed, when there is one by that name already. */
  async create(relative: string, bytes: Uint8Array): Promise<boolean> {
    await this.makeFolder(dirname(relative));
    const path = this.path(relative);
    const temporary = await this.#written(bytes, path);
    return guarded('write a file', path, async () => {
      try {
        await link(temporary.path, path);
        return true;
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
        return false;
      } finally {
        await this.temporary.discard(temporary);
        // Also when another process was first: its file may not be safe on disk yet.
        await syncFolder(dirname(path));
      }
    });
  }

  /** Writes a file in one step, in place of one that may be there. */
  async replace(relative: string, bytes: Uint8Array): Promise<void> {
    await this.makeFolder(dirname(relative));
    await this.place(await this.#written(bytes, this.path(relative)), relative);
  }

  async #written(bytes: Uint8Array, path: string): Promise<TemporaryFile> {
    const temporary = await this.temporary.create();
    try {
      await guarded('write a file', path, () => temporary.handle.writeFile(bytes));
      await guarded('write a file', path, () => temporary.handle.sync());
      await temporary.handle.close();
      return temporary;
    } catch (error) {
      await this.temporary.discard(temporary);
      throw error;
    }
  }

  /** Gives a complete, synced temporary file its name, in place of a file that may be there. */
  async place(temporary: TemporaryFile, relative: string): Promise<void> {
    const path = this.path(relative);
    try {
      await this.makeFolder(dirname(relative));
      await guarded('write a file', path, async () => {
        await rename(temporary.path, path);
        await syncFolder(dirname(path));
      });
    } catch (error) {
      await this.temporary.discard(temporary);
      throw error;
    }
  }

  /** No-op when there is none. Removes a link itself, never what it points to. */
  async remove(relative: string): Promise<void> {
    const path = this.path(relative);
    await unlessMissing('remove a file', path, async () => {
      await this.#refuseLinks(dirname(path));
      await rm(path);
      await syncFolder(dirname(path));
    });
  }

  /**
   * Overwrites a small file and removes it. The disk may keep old copies that no program can reach through the file
   * system: https://man7.org/linux/man-pages/man1/shred.1.html#DESCRIPTION
   */
  async shred(relative: string): Promise<void> {
    const path = this.path(relative);
    await unlessMissing('erase a file', path, async () => {
      await this.#refuseLinks(dirname(path));
      const handle = await openOrRefuse(path, constants.O_WRONLY | constants.O_NOFOLLOW);
      try {
        await handle.write(randomBytes((await handle.stat()).size), 0, null, 0);
        await handle.sync();
      } finally {
        await handle.close();
      }
    });
    await this.remove(relative);
  }

  /** Everything below a folder but the folders, in no promised order; nothing when the folder is missing. */
  async *walk(relative: string): AsyncGenerator<FoundFile> {
    const folder = this.path(relative);
    const entries = await unlessMissing('list a folder', folder, async () => {
      await this.#refuseLinks(folder);
      return await readdir(folder, { withFileTypes: true });
    });
    for (const entry of entries ?? []) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) yield* this.walk(path);
      else yield { path, plain: entry.isFile() };
    }
  }
}

async function openOrRefuse(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    const code = systemCode(error);
    // EMLINK is FreeBSD's word for ELOOP; ENXIO is a socket's, EISDIR a folder's.
    if (code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO' || code === 'EISDIR') {
      throw new NotPlainError(`${path} is not an ordinary file`, { cause: error });
    }
    throw error;
  }
}
