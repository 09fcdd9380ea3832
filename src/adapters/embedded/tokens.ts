import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Digest, isDigest } from '../../base/digest.ts';
import { StoreError } from '../../base/errors.ts';
import type { TokenStore } from '../../ports/tokens.ts';

const schema = z.strictObject({
  tokens: z.array(z.custom<Digest>((text) => typeof text === 'string' && isDigest(text))),
});

/** One small file in the platform's folder. */
export function fileTokens(folder: string): TokenStore {
  const path = join(folder, 'tokens.json');
  return {
    async load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '{"tokens":[]}';
        throw new StoreError(`cannot read ${path}: ${error.message}`, { cause: error });
      });
      try {
        return schema.parse(JSON.parse(text)).tokens;
      } catch {
        throw new StoreError(
          `${path} is damaged: delete it and make a new token with \`holdfast serve --new-token\``,
        );
      }
    },
    async save(tokens) {
      try {
        const next = `${path}.${randomUUID()}`;
        await writeFile(next, `${JSON.stringify({ tokens })}\n`, { mode: 0o600, flag: 'wx' });
        await rename(next, path);
      } catch (error) {
        throw new StoreError(`cannot write ${path}: ${(error as Error).message}`, { cause: error });
      }
    },
  };
}
