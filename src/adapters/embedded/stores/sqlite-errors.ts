import { StoreError, VerificationError } from '../../../base/errors.ts';

/** The database is there but cannot be used now: another connection writes. */
export class BusyError extends StoreError {
  override name = 'BusyError';
}

/** The primary result code of an error that SQLite gave: https://sqlite.org/rescode.html */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return undefined;
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

export function damagedDatabase(path: string, what: string, cause?: unknown): VerificationError {
  const message = `${what}; delete it, and ${path}-wal and ${path}-shm with it: it is rebuilt from the log`;
  return new VerificationError('metadata-differs', path, message, { cause });
}

/** An error of SQLite's as one of ours; any other, and a violated constraint, as it is. */
export function fromSqlite(error: unknown, path: string): unknown {
  const failed = (what: string) => new StoreError(`the database ${path}: ${what}`, { cause: error });
  switch (resultCode(error)) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new BusyError(`the database ${path} is locked by another writer`, { cause: error });
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return damagedDatabase(path, 'the database is damaged', error);
    case 13: // SQLITE_FULL
      return failed('the disk is full; free space and run again');
    case 8: // SQLITE_READONLY
      return failed('it cannot be written; give yourself write access, or write through `exclusively`');
    case 3: // SQLITE_PERM
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
      return failed('it cannot be opened; run as its owner, or give yourself access with chmod u+rw');
    case 10: // SQLITE_IOERR
      return failed('the disk reports an error; check that it is not full or failing');
    default:
      return error;
  }
}
