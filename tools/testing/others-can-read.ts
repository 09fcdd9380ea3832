import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Whether other users can reach a path. A checkout in a private folder cannot run tests as another user; they say so
 * in their names: "needs a checkout that others can read".
 */
export function othersCanRead(path = join(import.meta.dirname, '..', '..')): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
