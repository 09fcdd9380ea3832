import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Digest, digestOf, isDigest } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';
import type { BlueprintFile } from './files.ts';
import { type Settings, steps } from './settings.ts';

/** Where a repository keeps what it was made from. */
export const manifestPath = '.github/holdfast/blueprint.json';

const form = z.object({
  version: z.string().max(100),
  settings: z.object({
    step: z.enum(steps),
    platform: z.string(),
    region: z.string(),
    repository: z.string(),
    ownerId: z.string(),
    repositoryId: z.string(),
    accounts: z.record(z.string(), z.string()),
    waivedUntil: z.string(),
  }),
  files: z.record(z.string(), z.string().refine(isDigest)),
});

/** Which blueprint a repository has, and which bytes it gave each file: what differs since, somebody changed. */
export interface Manifest {
  version: string;
  settings: Settings;
  files: Record<string, Digest>;
}

export function manifestOf(
  version: string,
  settings: Settings,
  files: ReadonlyMap<string, BlueprintFile>,
): Manifest {
  const digests = [...files].map(([path, { bytes }]) => [path, digestOf(bytes)] as const);
  return { version, settings, files: Object.fromEntries(digests) };
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Undefined where there is none. @throws InputError when it is none */
export async function readManifest(dir: string): Promise<Manifest | undefined> {
  const text = await readFile(join(dir, manifestPath), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return form.parse(JSON.parse(text)) as Manifest;
  } catch {
    throw new InputError({
      code: 'manifest',
      message: `${manifestPath} is not what \`holdfast init\` wrote`,
      fix: 'take it back from the history of the repository',
    });
  }
}
