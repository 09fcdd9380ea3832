import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { PackedFile } from './folder.ts';

/** The type of a CSV column: the narrowest that every non-empty value has. */
export const columnTypes = ['integer', 'number', 'boolean', 'date', 'string'] as const;
export type ColumnType = (typeof columnTypes)[number];

const columnSchema = z.strictObject({ type: z.enum(columnTypes), optional: z.boolean().default(false) });

/**
 * What a delivery of a dataset must look like. `files`: documents, judged by folder, ending and size. `csv`: every
 * file is a table with the same columns.
 */
export const dataSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('files'),
    folders: z
      .array(z.string())
      .describe('top-level folders that must be there, and no other; `.` is the source itself'),
    endings: z.array(z.string()),
    /** False: a NUL byte marks a damaged or binary file and is refused. */
    binary: z.boolean(),
    maxFileBytes: z.number().int().positive(),
  }),
  z.strictObject({ kind: z.literal('csv'), columns: z.record(z.string(), columnSchema) }),
]);
export type DataSchema = z.infer<typeof dataSchema>;

/** What was seen in a delivery. */
export interface Profile {
  files: number;
  bytes: number;
  /** Files that have the same bytes as another. */
  duplicates: number;
  empty: string[];
  withNul: string[];
  notUtf8: number;
  largestBytes: number;
  endings: string[];
  folders: Record<string, number>;
  /** Present when every file is a CSV table. */
  table?: Table;
}

export interface Table {
  rows: number;
  columns: Record<string, ColumnProfile>;
  /** What no parser or no common header can make sense of: `a.csv: …`. */
  problems: string[];
}

/** `type` is absent while every value is missing. */
interface ColumnProfile {
  type?: ColumnType;
  missing: number;
}

const namedFiles = 5;
const maxFileBytes = 2 * 1024 ** 3;

/** Reads every file once. */
export async function profileOf(files: PackedFile[]): Promise<Profile> {
  const seen = new Set<string>();
  const profile: Profile = {
    files: files.length,
    bytes: 0,
    duplicates: 0,
    empty: [],
    withNul: [],
    notUtf8: 0,
    largestBytes: 0,
    endings: [...new Set(files.map(({ path }) => endingOf(path)))].sort(),
    folders: {},
  };
  for (const file of files) {
    const look = await lookAt(file);
    if (seen.has(look.digest)) profile.duplicates += 1;
    seen.add(look.digest);
    addLook(profile, file.path, look);
  }
  if (profile.endings.join() === '.csv') profile.table = await tableOf(files);
  return profile;
}

interface Look {
  bytes: number;
  digest: string;
  nul: boolean;
  utf8: boolean;
}

function addLook(profile: Profile, path: string, look: Look): void {
  const folder = path.includes('/') ? (path.split('/')[0] ?? '.') : '.';
  profile.folders[folder] = (profile.folders[folder] ?? 0) + 1;
  profile.bytes += look.bytes;
  profile.largestBytes = Math.max(profile.largestBytes, look.bytes);
  if (look.bytes === 0 && profile.empty.length < namedFiles) profile.empty.push(path);
  if (look.nul && profile.withNul.length < namedFiles) profile.withNul.push(path);
  if (!look.utf8) profile.notUtf8 += 1;
}

async function lookAt(file: PackedFile): Promise<Look> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [bytes, nul, utf8] = [0, false, true];
  for await (const chunk of createReadStream(file.absolute)) {
    const data = chunk as Buffer;
    hash.update(data);
    bytes += data.length;
    nul ||= data.includes(0);
    utf8 &&= decodes(decoder, data, true);
  }
  utf8 &&= decodes(decoder, Buffer.alloc(0), false);
  return { bytes, digest: hash.digest('base64'), nul, utf8 };
}

function decodes(decoder: TextDecoder, data: Buffer, stream: boolean): boolean {
  try {
    decoder.decode(data, { stream });
    return true;
  } catch {
    return false;
  }
}

const endingOf = (path: string): string => /\.[A-Za-z0-9]{1,10}$/.exec(path)?.[0].toLowerCase() ?? '';

async function tableOf(files: PackedFile[]): Promise<Table> {
  const table: Table = { rows: 0, columns: {}, problems: [] };
  let header: string[] | undefined;
  for (const file of files) {
    try {
      for await (const record of recordsOf(file)) {
        if (record.header) {
          header ??= record.cells;
          if (record.cells.join('\n') !== header.join('\n')) {
            throw new Error(
              `has the columns ${record.cells.join(', ')} where others have ${header.join(', ')}`,
            );
          }
        } else addRecord(table, header ?? [], record.cells);
      }
    } catch (error) {
      table.problems.push(`${file.path}: ${(error as Error).message}`);
    }
  }
  return table;
}

async function* recordsOf(file: PackedFile): AsyncGenerator<{ header: boolean; cells: string[] }> {
  const parser = createReadStream(file.absolute, { end: maxFileBytes }).pipe(
    parse({ bom: true, max_record_size: 2 ** 20 }),
  );
  let header = true;
  for await (const cells of parser) {
    yield { header, cells: cells as string[] };
    header = false;
  }
  if (header) throw new Error('is empty: not even a header line');
}

function addRecord(table: Table, header: string[], cells: string[]): void {
  table.rows += 1;
  for (const [index, name] of header.entries()) {
    const cell = cells[index] ?? '';
    table.columns[name] ??= { missing: 0 };
    const column = table.columns[name];
    if (cell === '') column.missing += 1;
    else column.type = column.type ? widened(column.type, typeOfCell(cell)) : typeOfCell(cell);
  }
}

function typeOfCell(cell: string): ColumnType {
  if (/^[+-]?\d{1,18}$/.test(cell)) return 'integer';
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(cell)) return 'number';
  if (/^(true|false)$/i.test(cell)) return 'boolean';
  if (/^\d{4}-\d{2}-\d{2}([T ][\d:.+Z-]*)?$/.test(cell)) return 'date';
  return 'string';
}

/** The narrowest type that holds both. */
function widened(have: ColumnType, cell: ColumnType): ColumnType {
  if (have === cell) return have;
  if ((have === 'integer' && cell === 'number') || (have === 'number' && cell === 'integer')) return 'number';
  return 'string';
}

/** A schema that the delivery meets, with room to grow: what later deliveries are held to. */
export function inferSchema(profile: Profile): DataSchema {
  if (profile.table && profile.table.problems.length === 0) {
    const columns = Object.entries(profile.table.columns).map(([name, { type, missing }]) => [
      name,
      { type: type ?? 'string', optional: missing > 0 },
    ]);
    return { kind: 'csv', columns: Object.fromEntries(columns) };
  }
  return {
    kind: 'files',
    folders: Object.keys(profile.folders).sort(),
    endings: profile.endings,
    binary: profile.withNul.length > 0,
    maxFileBytes: Math.max(1024 * 1024, profile.largestBytes * 4),
  };
}

/** How a delivery differs from its schema, a sentence each. */
export function schemaProblems(profile: Profile, schema: DataSchema): string[] {
  const problems = profile.bytes === 0 ? ['every file is empty'] : [];
  return [
    ...problems,
    ...(schema.kind === 'csv' ? tableProblems(profile.table, schema.columns) : fileProblems(profile, schema)),
  ];
}

function tableProblems(
  table: Table | undefined,
  columns: Record<string, z.infer<typeof columnSchema>>,
): string[] {
  if (!table) return ['not every file is a .csv table'];
  const missing = Object.keys(columns).filter((name) => !Object.hasOwn(table.columns, name));
  const extra = Object.keys(table.columns).filter((name) => !Object.hasOwn(columns, name));
  return [
    ...table.problems.slice(0, namedFiles),
    ...(table.rows === 0 ? ['there is no row'] : []),
    ...missing.map((name) => `the column ${name} is missing`),
    ...extra.map((name) => `the column ${name} is not in the schema`),
    ...Object.entries(table.columns).flatMap(([name, seen]) => columnProblems(name, seen, columns[name])),
  ];
}

function columnProblems(
  name: string,
  seen: ColumnProfile,
  wanted: z.infer<typeof columnSchema> | undefined,
): string[] {
  if (!wanted) return [];
  const fits = !seen.type || widened(wanted.type, seen.type) === wanted.type;
  return [
    ...(fits ? [] : [`the column ${name} holds ${seen.type}, the schema says ${wanted.type}`]),
    ...(seen.missing > 0 && !wanted.optional ? [`the column ${name} is empty in ${seen.missing} rows`] : []),
  ];
}

function fileProblems(profile: Profile, schema: Extract<DataSchema, { kind: 'files' }>): string[] {
  const folders = Object.keys(profile.folders);
  return [
    ...schema.folders
      .filter((name) => !folders.includes(name))
      .map((name) => `the folder ${name} is missing`),
    ...folders
      .filter((name) => !schema.folders.includes(name))
      .map((name) => `the folder ${name} is not in the schema`),
    ...profile.endings
      .filter((ending) => !schema.endings.includes(ending))
      .map((ending) => `files ending in "${ending}" are not in the schema`),
    ...(schema.binary ? [] : profile.withNul.map((path) => `${path} holds NUL bytes: damaged, or not text`)),
    ...(profile.largestBytes > schema.maxFileBytes
      ? [`a file of ${profile.largestBytes} bytes is larger than ${schema.maxFileBytes}`]
      : []),
  ];
}

/** @throws Error that says what is wrong with the file */
export async function readSchemaFile(path: string): Promise<DataSchema> {
  const { parse: parseYaml } = await import('yaml');
  const parsed = dataSchema.safeParse(parseYaml(await readFile(path, 'utf8'), { maxAliasCount: 0 }));
  if (parsed.success) return parsed.data;
  throw new Error(z.prettifyError(parsed.error));
}
