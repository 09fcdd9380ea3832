import { createHash, randomBytes } from 'node:crypto';
import { constants, readFileSync, readlinkSync } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../base/is-alive.ts';
import { guarded } from './file-errors.ts';

const dayMs = 24 * 60 * 60 * 1000;
const form = /^([0-9a-f]{12})-([0-9]{1,10})-[0-9a-f]{16}$/;

/** A file that is being written. It has no name that anyone else would look for until it is moved. */
export interface TemporaryFile {
  path: string;
  handle: FileHandle;
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/**
 * Where process ids mean what they mean here: this machine since it started, and on Linux this process namespace,
 * so that a container does not take its host's process for dead.
 * https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
function processSpace(): string {
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = textOf(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256').update(`${hostname()}\n${boot}\n${namespace}`).digest('hex').slice(0, 12);
}

/** Temporary files, named after the process that writes them so that those of a dead one can be swept. */
export class TemporaryFolder {
  readonly folder: string;
  readonly #space = processSpace();

  constructor(folder: string) {
    this.folder = folder;
  }

  async create(): Promise<TemporaryFile> {
    const name = `${this.#space}-${process.pid}-${randomBytes(8).toString('hex')}`;
    const path = join(this.folder, name);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const handle = await guarded('make a temporary file', path, () => open(path, flags, 0o600));
    return { path, handle };
  }

  /** After a failure: nothing of the file stays. Never throws, so that the failure itself is what is reported. */
  async discard(file: TemporaryFile): Promise<void> {
    await file.handle.close().catch(() => {});
    await rm(file.path, { force: true }).catch(() => {});
  }

  /**
   * Removes what dead processes left. A file of another machine or container cannot be judged by its process id; it
   * goes when it has not grown for a day.
   */
  async sweep(): Promise<void> {
    await guarded('sweep the temporary files', this.folder, async () => {
      for (const name of await readdir(this.folder)) {
        if (await this.#isStale(name)) await rm(join(this.folder, name), { force: true });
      }
    });
  }

  async #isStale(name: string): Promise<boolean> {
    const [, space, pid] = form.exec(name) ?? [];
    if (space === undefined) return false;
    if (space === this.#space) return !isAlive(Number(pid));
    try {
      return Date.now() - (await stat(join(this.folder, name))).mtimeMs > dayMs;
    } catch {
      return false;
    }
  }
}
