import { plainContext } from './context.ts';
import { assumed, fill } from './fill.ts';
import {
  type Compute,
  type Computing,
  type DataSource,
  DataSourceError,
  type ProjectFolders,
  type ProviderFunction,
  type ProviderKnowledge,
} from './knowledge.ts';
import { type Checksums, checksumsOf } from './project/checksums.ts';
import { Budget, folderExists, readProjectFile } from './project/project-file.ts';
import { textOf } from './values.ts';

// https://registry.terraform.io/providers/hashicorp/local/latest/docs

const checksumNames: Record<string, keyof Checksums> = {
  id: 'sha1',
  content_base64sha256: 'sha256Base64',
  content_base64sha512: 'sha512Base64',
  content_md5: 'md5',
  content_sha1: 'sha1',
  content_sha256: 'sha256',
  content_sha512: 'sha512',
};

function named(checksums: Checksums): Record<string, string> {
  return Object.fromEntries(Object.entries(checksumNames).map(([name, kind]) => [name, checksums[kind]]));
}

const dataFile: DataSource = {
  read(config, context, of) {
    const { content } = readProjectFile(context, textOf(config.filename) ?? '', new Budget());
    return fill(config, of, {
      content: content.toString('utf8'),
      content_base64: content.toString('base64'),
      ...named(checksumsOf(content)),
    });
  },
};

/** The content of a resource; undefined when it is not known, or a file that Holdfast may not read. */
function contentOf(of: Computing): Buffer | undefined {
  const encoded = of.string('content_base64');
  if (encoded !== undefined) return Buffer.from(encoded, 'base64');
  const text = of.string('sensitive_content') ?? of.string('content');
  if (text !== undefined) return Buffer.from(text);
  const source = of.string('source');
  return source === undefined ? undefined : readable(of.context, source);
}

function readable(folders: ProjectFolders, path: string): Buffer | undefined {
  try {
    return readProjectFile(folders, path, new Budget()).content;
  } catch (error) {
    if (error instanceof DataSourceError) return undefined;
    throw error;
  }
}

const checksum =
  (kind: keyof Checksums): Compute =>
  (of) => {
    const content = contentOf(of);
    return content === undefined ? undefined : checksumsOf(content)[kind];
  };

const checksums = Object.fromEntries(
  Object.entries(checksumNames).map(([name, kind]) => [name, checksum(kind)]),
);

/** https://registry.terraform.io/providers/hashicorp/local/latest/docs/functions/direxists */
const direxists: ProviderFunction = {
  summary: 'Tells whether a folder of the project exists',
  parameters: [{ name: 'path', type: 'string' }],
  returns: 'bool',
  call([path], folders) {
    return folderExists(folders, textOf(path) ?? '');
  },
};

export const local: ProviderKnowledge = {
  source: 'hashicorp/local',
  configure: plainContext,
  resources: {
    local_file: { defaults: { directory_permission: '0777', file_permission: '0777' }, computed: checksums },
    local_sensitive_file: {
      defaults: { directory_permission: '0700', file_permission: '0700' },
      computed: checksums,
    },
  },
  dataSources: {
    local_command: assumed('The command is never run: it is taken to succeed without output.', {
      exit_code: 0,
      stderr: '',
      stdout: '',
    }),
    local_file: dataFile,
    local_sensitive_file: dataFile,
  },
  ephemeralResources: {},
  functions: { direxists },
};
