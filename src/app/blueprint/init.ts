import { chmod, link, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { InputError, StoreError } from '../../base/errors.ts';
import { type BlueprintFile, blueprintFiles } from './files.ts';
import { manifestOf, manifestPath, manifestText, readManifest } from './manifest.ts';
import { type Settings, type SettingsChoices, settingsOf, steps } from './settings.ts';

export interface InitChoices extends SettingsChoices {
  version: string;
  signal: AbortSignal;
}

export interface InitResult {
  settings: Settings;
  made: string[];
  /** They were there, with other content, and were left as they are. */
  kept: string[];
  /** How many were there as they would have been made. */
  unchanged: number;
}

/**
 * Makes a platform's repository, or what is missing of one. What is there is never changed, so that it works in a
 * repository that exists, may be interrupted, and may be run again with a further step.
 */
export async function init(choices: InitChoices): Promise<InitResult> {
  const dir = resolve(choices.dir);
  const settings = await goOn(dir, await settingsOf({ ...choices, dir }), choices);
  const files = await blueprintFiles(settings);
  for (const path of [...files.keys(), manifestPath]) await mustBeWithin(dir, path);
  const result: InitResult = { settings, made: [], kept: [], unchanged: 0 };
  for (const [path, file] of files) {
    choices.signal.throwIfAborted();
    const outcome = await place(join(dir, path), file);
    if (outcome === 'unchanged') result.unchanged += 1;
    else result[outcome].push(path);
  }
  await writeManifest(dir, choices.version, settings, files);
  return result;
}

/** A further step keeps what the steps before were told. */
async function goOn(dir: string, settings: Settings, choices: InitChoices): Promise<Settings> {
  const before = (await readManifest(dir))?.settings;
  if (!before) return settings;
  if (steps.indexOf(settings.step) < steps.indexOf(before.step))
    throw new InputError({
      code: 'step-back',
      message: `${dir} has the step ${before.step} already, which holds all of ${settings.step}`,
      fix: `leave --adopt out, or say --adopt ${before.step}`,
    });
  const told = (name: 'platform' | 'region' | 'repository' | 'ownerId' | 'repositoryId') =>
    choices[name] ?? before[name];
  return {
    ...settings,
    platform: told('platform'),
    region: told('region'),
    repository: told('repository'),
    ownerId: told('ownerId'),
    repositoryId: told('repositoryId'),
    accounts: { ...settings.accounts, ...before.accounts },
    waivedUntil: before.waivedUntil,
  };
}

/** A link in the way could lead out of the repository. */
async function mustBeWithin(dir: string, path: string): Promise<void> {
  let at = dir;
  for (const part of dirname(path).split('/')) {
    at = join(at, part);
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return;
    if (!found.isDirectory())
      throw new InputError({
        code: 'in-the-way',
        message: `${at.slice(dir.length + sep.length)} is in the way: a folder has to stand there`,
        fix: 'move it, or choose another folder',
      });
  }
}

/** Whole or not at all, and only where nothing is. */
async function place(
  path: string,
  { bytes, executable }: BlueprintFile,
): Promise<'made' | 'kept' | 'unchanged'> {
  const part = `${path}.${process.pid}.part`;
  try {
    const there = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      return Buffer.alloc(0);
    });
    if (there) return there.equals(bytes) ? 'unchanged' : 'kept';
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, bytes, { flag: 'wx' });
    if (executable) await chmod(part, 0o755);
    await link(part, path);
    return 'made';
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return 'kept';
    throw new StoreError(`cannot write ${path}: ${(cause as Error).message}`, { cause });
  } finally {
    await rm(part, { force: true });
  }
}

/** What was there before the first time counts as changed by whoever wrote it. */
async function writeManifest(
  dir: string,
  version: string,
  settings: Settings,
  files: ReadonlyMap<string, BlueprintFile>,
): Promise<void> {
  const { writeWhole } = await import('../write-whole.ts');
  await writeWhole(join(dir, manifestPath), manifestText(manifestOf(version, settings, files)), 0o644);
}
