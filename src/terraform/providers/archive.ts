import { basename, posix } from 'node:path';
import type { ObjectValue, Value } from '../protocol/value.ts';
import { plainContext } from './context.ts';
import { fill } from './fill.ts';
import {
  type Compute,
  type Computing,
  type DataSource,
  DataSourceError,
  type ProjectFolders,
  type ProviderKnowledge,
  type ResourceKnowledge,
} from './knowledge.ts';
import { type Checksums, checksumsOf } from './project/checksums.ts';
import { Budget, listProjectFolder, readProjectFile } from './project/project-file.ts';
import { type ZipEntry, zip } from './project/zip.ts';
import { blocksOf, isWhollyKnown, textOf, textsOf } from './values.ts';

// https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
// https://github.com/hashicorp/terraform-provider-archive/blob/main/internal/provider/zip_archiver.go

type Read = (name: string) => Value | undefined;

interface Archive {
  checksums: Checksums;
  bytes: Uint8Array;
}

/** Throws a `DataSourceError` when a source cannot be read. Nothing is written. */
function archiveOf(value: Read, folders: ProjectFolders): Archive {
  const type = textOf(value('type')) ?? '';
  if (type !== 'zip' && type !== 'tar.gz') throw new DataSourceError(`archive type not supported: ${type}`);
  const mode = modeOf(textOf(value('output_file_mode')));
  const entries = entriesOf(value, folders).map((entry) => withMode(entry, mode));
  // The bytes of a tar.gz would be an assumption too: the zip of the same files stands for it.
  const bytes = zip(entries);
  return { checksums: checksumsOf(bytes), bytes };
}

/** A mode is set on files only, not on given content. */
function withMode(entry: ZipEntry, mode: number | undefined): ZipEntry {
  return mode === undefined || entry.mode === undefined ? entry : { ...entry, mode };
}

function modeOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (!/^0?[0-7]{3,4}$/.test(text))
    throw new DataSourceError(`error parsing output_file_mode value: ${text}`);
  return Number.parseInt(text, 8);
}

function entriesOf(value: Read, folders: ProjectFolders): ZipEntry[] {
  const budget = new Budget();
  const folder = textOf(value('source_dir'));
  if (folder !== undefined) return folderEntries(folder, value, folders, budget);
  const file = textOf(value('source_file'));
  if (file !== undefined) return [{ name: basename(file), ...readProjectFile(folders, file, budget) }];
  const given = givenEntries(value);
  if (given.length === 0)
    throw new DataSourceError(
      'one of source, source_content_filename, source_file and source_dir must be given',
    );
  return given;
}

function folderEntries(folder: string, value: Read, folders: ProjectFolders, budget: Budget): ZipEntry[] {
  const excludes = textsOf(value('excludes')).filter((exclude) => exclude !== '');
  const options = {
    excludes: (name: string) =>
      excludes.some((exclude) => exclude === name || posix.matchesGlob(name, exclude)),
    followsFolderLinks: value('exclude_symlink_directories') !== true,
  };
  return listProjectFolder(folders, folder, budget, options).map(({ name, path }) => ({
    name,
    ...readProjectFile(folders, path, budget),
  }));
}

function givenEntries(value: Read): ZipEntry[] {
  const name = textOf(value('source_content_filename'));
  if (name !== undefined) return [{ name, content: Buffer.from(textOf(value('source_content')) ?? '') }];
  const byName = new Map<string, Buffer>();
  for (const source of blocksOf(value('source')))
    byName.set(textOf(source.filename) ?? '', Buffer.from(textOf(source.content) ?? ''));
  return [...byName]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, content]) => ({ name: file, content }));
}

function attributesOf({ checksums, bytes }: Archive): ObjectValue {
  return {
    id: checksums.sha1,
    output_base64sha256: checksums.sha256Base64,
    output_base64sha512: checksums.sha512Base64,
    output_md5: checksums.md5,
    output_sha: checksums.sha1,
    output_sha256: checksums.sha256,
    output_sha512: checksums.sha512,
    output_size: bytes.length,
  };
}

const dataFile: DataSource = {
  assumption:
    "The checksums are of an archive that Holdfast makes of the same files: the real one's may differ.",
  read: (config, context, of) => fill(config, of, attributesOf(archiveOf((name) => config[name], context))),
  leaves: (config, context) => {
    const path = textOf(config.output_path);
    return path === undefined
      ? undefined
      : { path, content: archiveOf((name) => config[name], context).bytes };
  },
};

const argumentNames = [
  'excludes',
  'exclude_symlink_directories',
  'output_file_mode',
  'source',
  'source_content',
  'source_content_filename',
  'source_dir',
  'source_file',
  'type',
];

/** The archive of a resource is made once, though many attributes ask for it. */
const made = new WeakMap<Computing, ObjectValue>();

/** A resource cannot be refused for a file that Holdfast may not read: its checksums stay placeholders. */
function attributesFor(of: Computing): ObjectValue | undefined {
  const before = made.get(of);
  if (before !== undefined) return before;
  if (!argumentNames.every((name) => isWhollyKnown(of.value(name)))) return undefined;
  try {
    const attributes = attributesOf(archiveOf((name) => of.value(name), of.context));
    made.set(of, attributes);
    return attributes;
  } catch (error) {
    if (error instanceof DataSourceError) return undefined;
    throw error;
  }
}

const names = [
  'id',
  'output_base64sha256',
  'output_base64sha512',
  'output_md5',
  'output_sha',
  'output_sha256',
  'output_sha512',
  'output_size',
];

const resourceFile: ResourceKnowledge = {
  computed: Object.fromEntries(
    names.map((name): [string, Compute] => [name, (of) => attributesFor(of)?.[name]]),
  ),
};

export const archive: ProviderKnowledge = {
  source: 'hashicorp/archive',
  configure: plainContext,
  resources: { archive_file: resourceFile },
  dataSources: { archive_file: dataFile },
  ephemeralResources: {},
  functions: {},
};
