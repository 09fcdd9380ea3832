import { resolve } from 'node:path';
import { openBase } from './base.ts';
import { type EstateChoices, type Estates, readEstates } from './estates.ts';

/** What there is, what was before, and the folders that both were read from. */
export interface Change {
  before: Estates;
  after: Estates;
  dir: string;
  baseDir: string;
}

/**
 * Reads what there is and what `--base` names, by the policy of what was before: teams, grants and waivers count as they
 * were. The base is there until `use` has ended.
 */
export async function withChange<T>(
  choices: EstateChoices & { base: string },
  use: (change: Change) => T | Promise<T>,
): Promise<T> {
  const dir = resolve(choices.cwd, choices.source ?? '.');
  const base = await openBase(choices.base, dir, choices.cwd, choices.signal);
  try {
    const before = await readEstates({ ...choices, source: base.source });
    const after = await readEstates({ ...choices, ...(before.platform && { platform: before.platform }) });
    return await use({ before, after, dir, baseDir: base.source });
  } finally {
    await base.close();
  }
}
