import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path/posix';
import type { Value } from '../../protocol/value.ts';
import type { Scope } from '../scope.ts';
import { text } from './arguments.ts';
import type { Functions } from './static-function.ts';

/** A file that is not there, or not in the project, is not known. */
function read([path]: readonly Value[], { files }: Scope): string | undefined {
  const content = files.read(text(path));
  // What is no UTF-8 was lost on reading.
  return content?.includes('\uFFFD') ? undefined : content;
}

const hashOf = (name: string, encoding: 'hex' | 'base64') => ({
  call(args: readonly Value[], scope: Scope) {
    const content = read(args, scope);
    return content === undefined ? undefined : createHash(name).update(content).digest(encoding);
  },
});

export const files: Functions = {
  basename: { call: ([path]) => basename(text(path)) },
  dirname: { call: ([path]) => (text(path).endsWith('/') ? undefined : dirname(text(path))) },
  file: { call: read },
  filebase64: {
    call(args, scope) {
      const content = read(args, scope);
      return content === undefined ? undefined : Buffer.from(content).toString('base64');
    },
  },
  filebase64sha256: hashOf('sha256', 'base64'),
  fileexists: { call: (args, scope) => (read(args, scope) === undefined ? undefined : true) },
  filemd5: hashOf('md5', 'hex'),
  filesha1: hashOf('sha1', 'hex'),
  filesha256: hashOf('sha256', 'hex'),
};
