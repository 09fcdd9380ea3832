import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { packageRoot, releaseArchive } from './release.ts';
import type { Settings } from './settings.ts';

/** A file of a platform's repository. */
export interface BlueprintFile {
  bytes: Buffer;
  executable: boolean;
}

/** Files as they are to be, by path: undefined where one goes. */
export type Wanted = ReadonlyMap<string, BlueprintFile | undefined>;

const blueprint = join(packageRoot, 'blueprint');

/** Which folders of the blueprint go where; a new file of the blueprint is a file in one of them. */
const trees: Readonly<Record<Settings['step'], readonly (readonly [from: string, to: string])[]>> = {
  check: [['github/check', '.github']],
  environment: [
    ['github/platform', '.github'],
    ['aws/modules', 'infra/modules'],
    ['start', '.'],
    ['../examples/spam-filter/train', 'models/spam-filter'],
  ],
  platform: [],
};

/** Everything that a repository gets with these settings, by path. */
export async function blueprintFiles(settings: Settings): Promise<Map<string, BlueprintFile>> {
  const isAll = settings.step !== 'check';
  const wanted = [...trees.check, ...(isAll ? trees.environment : [])];
  const found = new Map<string, BlueprintFile>();
  for (const [from, to] of wanted) await addTree(found, join(blueprint, from), to);
  if (isAll) await addOthers(found, settings);
  const values = await markers(settings);
  for (const [path, file] of found) found.set(path, { ...file, bytes: filled(file.bytes, values, path) });
  const archive = await releaseArchive();
  const digest = digestOf(archive).slice('sha256:'.length);
  add(found, '.github/holdfast/holdfast.tgz', archive);
  add(found, '.github/holdfast/holdfast.tgz.sha256', `${digest}  holdfast.tgz\n`);
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function add(found: Map<string, BlueprintFile>, path: string, content: Buffer | string): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  found.set(path, { bytes, executable: bytes.subarray(0, 2).toString() === '#!' });
}

/** Packages leave such files out, so that they have other names there. */
const trueNames: Readonly<Record<string, string>> = {
  gitignore: '.gitignore',
  'package-lock': 'package-lock.json',
};

/** What tests something stays here. */
async function addTree(found: Map<string, BlueprintFile>, folder: string, to: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const from = join(entry.parentPath, entry.name);
    const path = from.slice(folder.length + 1).replaceAll('\\', '/');
    if (!entry.isFile() || /\.test\.ts$|(?:^|\/)(?:tests\/|synthetic-)/.test(path)) continue;
    const name = Object.hasOwn(trueNames, path) ? (trueNames[path] ?? path) : path;
    add(found, to === '.' ? name : `${to}/${name}`, await readFile(from));
  }
}

async function addOthers(found: Map<string, BlueprintFile>, { accounts }: Settings): Promise<void> {
  const root = await readFile(join(blueprint, 'aws', 'root', 'main.tf'), 'utf8');
  for (const name of Object.keys(accounts))
    add(found, `infra/${name}/main.tf`, root.replaceAll('__ENVIRONMENT__', name));
}

async function markers(settings: Settings): Promise<Map<string, string>> {
  const { accounts, repository } = settings;
  const names = Object.keys(accounts);
  const [job, ...sections] = await Promise.all([
    readFile(join(blueprint, 'github', 'job.yml'), 'utf8'),
    ...names.map((name) => readFile(join(blueprint, 'environments', name, 'holdfast.yaml'), 'utf8')),
  ]);
  const jobs = names.map((name, index) => {
    const text = job.replaceAll('__ENVIRONMENT__', name);
    const before = names[index - 1];
    return before === undefined ? text.replace(/^ *needs:.*\n/m, '') : text.replace('__NEEDS__', before);
  });
  const environments = names.map((name, index) =>
    (sections[index] ?? '').replace('__ACCOUNT__', accounts[name] ?? ''),
  );
  return new Map([
    ['PLATFORM', settings.platform],
    ['REGION', settings.region],
    ['REPOSITORY', repository],
    ['OWNER', repository.split('/')[0] ?? ''],
    ['OWNER_ID', settings.ownerId],
    ['REPOSITORY_ID', settings.repositoryId],
    ['IN_A_YEAR', settings.waivedUntil],
    ['ENVIRONMENTS', `[${names.join(', ')}]`],
    ['ENVIRONMENT_SECTIONS', environments.join('')],
    ['JOBS', jobs.join('\n').trimEnd()],
  ]);
}

/** Puts values in the place of `__NAMES__`; one without a value is a mistake in the blueprint. */
function filled(bytes: Buffer, values: ReadonlyMap<string, string>, path: string): Buffer {
  const text = bytes.toString('utf8');
  if (!text.includes('__') || !Buffer.from(text).equals(bytes)) return bytes;
  const result = text.replace(/__([A-Z]+(?:_[A-Z]+)*)__/g, (_marker, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`${path}: nothing says what __${name}__ is`);
    return value;
  });
  return Buffer.from(result);
}
