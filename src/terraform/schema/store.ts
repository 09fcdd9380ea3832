import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { StoreError } from '../../base/errors.ts';
import type { Block, BlockKind } from './types.ts';

/** The derived schemas that Holdfast ships; `aws-lenient` accepts what any of the generations 3 to 6 accepts. */
export const schemaNames = [
  'archive',
  'aws-5',
  'aws-6',
  'aws-lenient',
  'cloudinit',
  'external',
  'github',
  'http',
  'local',
  'null',
  'random',
  'template',
  'time',
  'tls',
] as const;

export type SchemaName = (typeof schemaNames)[number];

/** One provider's schema. Blocks are parsed when they are first asked for; they are shared, so do not change them. */
export interface SchemaStore {
  /** The provider's version: `6.66.0`. */
  version: string;
  /** As in `required_providers`: `hashicorp/aws`. */
  source: string;
  /** The configuration of the provider itself. */
  provider: Block;
  has(kind: BlockKind, type: string): boolean;
  block(kind: BlockKind, type: string): Block | undefined;
  /** All types of a kind, sorted. */
  types(kind: BlockKind): string[];
}

/** Nine times the largest schema: the bound is against a damaged file. */
const schemaMaxBytes = 64 * 2 ** 20;

const decompress = promisify(brotliDecompress);
const opened = new Map<SchemaName, Promise<SchemaStore>>();

/** Opens a schema once per process. Throws a `StoreError` when its file is missing or damaged. */
export function openSchema(name: SchemaName): Promise<SchemaStore> {
  let store = opened.get(name);
  if (!store) {
    store = load(name);
    opened.set(name, store);
  }
  return store;
}

async function load(name: SchemaName): Promise<SchemaStore> {
  try {
    const compressed = await readFile(new URL(`./data/${name}.br`, import.meta.url));
    const bytes = await decompress(compressed, { maxOutputLength: schemaMaxBytes });
    return readSchema(bytes.toString('utf8'));
  } catch (cause) {
    opened.delete(name);
    throw new StoreError(`The schema ${name} of this installation cannot be read: install Holdfast again`, {
      cause,
    });
  }
}

/**
 * Reads a schema's text: a line of JSON with its version and source, then one line per block, `provider - {…}` or
 * `resource aws_s3_bucket {…}`. A block's JSON is not looked at before it is asked for. Throws a `StoreError`.
 */
export function readSchema(text: string): SchemaStore {
  const headerEnd = text.indexOf('\n');
  const { version, source } = JSON.parse(text.slice(0, headerEnd));
  const lines = indexLines(text, headerEnd + 1);
  const parsed = new Map<string, Block>();
  const block = (key: string): Block | undefined => {
    const span = lines.get(key);
    if (!span) return undefined;
    const known = parsed.get(key);
    if (known) return known;
    const made: Block = JSON.parse(text.slice(span.start, span.end));
    parsed.set(key, made);
    return made;
  };
  const provider = block('provider -');
  if (!provider || typeof version !== 'string' || typeof source !== 'string')
    throw new StoreError('A schema without its version, source or provider block');
  return {
    version,
    source,
    provider,
    has: (kind, type) => lines.has(`${kind} ${type}`),
    block: (kind, type) => block(`${kind} ${type}`),
    types: (kind) => {
      const prefix = `${kind} `;
      return [...lines.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    },
  };
}

interface Span {
  start: number;
  end: number;
}

/** Where each block's JSON stands in the text, by kind and type. */
function indexLines(text: string, from: number): Map<string, Span> {
  const lines = new Map<string, Span>();
  for (let start = from; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const json = text.indexOf(' {', start);
    if (json < 0 || json >= end) throw new StoreError('A line of the schema is damaged');
    lines.set(text.slice(start, json), { start: json + 1, end });
    start = end + 1;
  }
  return lines;
}
