import { lstat, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AccessDiff } from '../../access/diff.ts';
import { digestOf } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';
import type { EstateChoices } from '../proof/estates.ts';
import { type BlueprintFile, blueprintFiles, type Wanted } from './files.ts';
import { type Manifest, manifestOf, manifestPath, manifestText, readManifest } from './manifest.ts';
import { type Patches, patchesOf, withCopies } from './patch.ts';

export interface UpgradeChoices extends Omit<EstateChoices, 'source'> {
  dir: string;
  version: string;
}

/** What becomes of each file; all lists are of paths. */
export interface Outcome {
  changed: string[];
  added: string[];
  /** The newer blueprint does not have them any more. */
  removed: string[];
  /** Both the blueprint and somebody here changed them: for people to put together. */
  both: string[];
  /** Somebody here removed them, and they stay away. */
  away: string[];
}

export interface UpgradeResult extends Outcome {
  from: string;
  to: string;
  /** Nothing changes but the version. */
  isCurrent: boolean;
  patches: Patches;
  /** What it changes in who can do what, by environment. */
  access?: Record<string, AccessDiff>;
}

/**
 * What the blueprint of this Holdfast would change in a repository that an earlier one made. What somebody changed here
 * stays as it is; nothing is written.
 * @throws InputError where `holdfast init` has made nothing
 */
export async function upgrade(choices: UpgradeChoices): Promise<UpgradeResult> {
  const dir = resolve(choices.cwd, choices.dir);
  const manifest = await readManifest(dir);
  if (!manifest)
    throw new InputError({
      code: 'no-blueprint',
      message: `${choices.dir} has no ${manifestPath}: nothing there says which blueprint it is of`,
      fix: 'run `holdfast init` there: it adds what is missing and leaves what is there',
    });
  const files = await blueprintFiles(manifest.settings);
  const { wanted, merging, outcome } = await compared(dir, manifest, files);
  const isCurrent = wanted.size + outcome.both.length === 0;
  const next = manifestText(manifestOf(choices.version, manifest.settings, files));
  const all = new Map([...wanted, [manifestPath, { bytes: Buffer.from(next), executable: false }] as const]);
  return {
    ...outcome,
    from: manifest.version,
    to: choices.version,
    isCurrent,
    patches: isCurrent
      ? { whole: Buffer.alloc(0), text: '', merging: '' }
      : await patchesOf(dir, all, merging),
    ...(!isCurrent && { access: await accessChange(choices, dir, wanted) }),
  };
}

async function compared(dir: string, manifest: Manifest, files: ReadonlyMap<string, BlueprintFile>) {
  const outcome: Outcome = { changed: [], added: [], removed: [], both: [], away: [] };
  const wanted = new Map<string, BlueprintFile | undefined>();
  const merging = new Map<string, BlueprintFile>();
  for (const path of [...new Set([...files.keys(), ...Object.keys(manifest.files)])].sort()) {
    const file = files.get(path);
    const kind = await outcomeOf(dir, path, file, manifest);
    if (kind === undefined) continue;
    outcome[kind].push(path);
    if (kind === 'both' && file) merging.set(path, file);
    else if (kind !== 'away' && kind !== 'both') wanted.set(path, file);
  }
  return { outcome, wanted, merging };
}

async function outcomeOf(
  dir: string,
  path: string,
  file: BlueprintFile | undefined,
  manifest: Manifest,
): Promise<keyof Outcome | undefined> {
  const before = Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined;
  const there = await bytesAt(join(dir, path));
  const [own, next] = [there && digestOf(there), file && digestOf(file.bytes)];
  if (own === next || before === next) return undefined;
  if (own === before) return next === undefined ? 'removed' : before === undefined ? 'added' : 'changed';
  return own === undefined ? 'away' : 'both';
}

async function bytesAt(path: string): Promise<Buffer | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() ? readFile(path) : undefined;
}

/** The matrix of a copy with the newer files, beside that of one without. */
async function accessChange(choices: UpgradeChoices, dir: string, wanted: Wanted) {
  const { access } = await import('../proof/access.ts');
  const { dir: _dir, version: _version, ...rest } = choices;
  return withCopies(dir, wanted, async ({ before, after }) => {
    const { diff = {} } = await access({ ...rest, source: after, base: before, intent: false });
    return diff;
  });
}
