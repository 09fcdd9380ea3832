import { StoreError } from '../../../base/errors.ts';

/** The code that the system gave, `ENOSPC`; undefined for errors that are not the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

function adviceFor(code: string | undefined, path: string): string {
  switch (code) {
    case 'ENOSPC':
      return `the disk is full; free space on the file system of ${path} and run again`;
    case 'EDQUOT':
      return `the disk quota is used up; free space or raise the quota, and run again`;
    case 'EACCES':
    case 'EPERM':
      return `permission denied; run as the owner of ${path}, or give yourself access with chown and chmod u+rwX`;
    case 'EROFS':
      return `the file system is read-only; remount it for writing or choose another data folder`;
    case 'EMFILE':
    case 'ENFILE':
      return `too many files are open; raise the limit (ulimit -n) and run again`;
    case 'EXDEV':
      return `the data folder spans two file systems; keep all of it on one`;
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
    case 'ENOSYS':
      return `the file system lacks hard links, which Holdfast needs; keep the data folder on a local disk`;
    case 'EIO':
      return `the disk reports an error; check it before you go on`;
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ELOOP':
      return `something else is in its place; look at it, and move it away`;
    default:
      return `the system refused (${code ?? 'no code'})`;
  }
}

/** `doing` completes the sentence "could not …": `write the artifact`. */
export function asStoreError(error: unknown, doing: string, path: string): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError(`could not ${doing} (${path}): ${adviceFor(systemCode(error), path)}`, {
    cause: error,
  });
}

/** Runs `work`; what the file system refuses becomes a StoreError that says what to do. */
export async function guarded<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw asStoreError(error, doing, path);
  }
}

/** As `guarded`, and undefined when there is no such file. */
export async function unlessMissing<T>(
  doing: string,
  path: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return guarded(doing, path, async () => {
    try {
      return await work();
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

/** A link, a folder or a device stands where only an ordinary file may, or a file is larger than it can be. */
export class NotPlainError extends StoreError {
  override name = 'NotPlainError';
}
