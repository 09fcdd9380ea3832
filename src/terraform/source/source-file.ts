import { open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree } from 'web-tree-sitter';
import type { Issue } from '../../base/issue.ts';
import { bytesText } from '../../base/units.ts';
import type { Body, Span } from './body.ts';
import { firstErrorOf, HclBody } from './hcl-syntax.ts';
import { type JsonNode, jsonFileBody, readJson } from './json-syntax.ts';
import { limits } from './limits.ts';
import { hclParser, type ParseHcl } from './parser.ts';
import { LineIndex } from './text.ts';
import type { SourcePlace } from './types.ts';

/** A configuration file, read and parsed. */
export interface SourceFile {
  /** As the caller names it: absolute, or from the project's folder. */
  path: string;
  text: string;
  override: boolean;
  body: Body;
  lines: LineIndex;
  /** The tree of the native syntax; none for JSON syntax. */
  tree?: Tree;
  /** None for the native syntax, and for what is not JSON. */
  json?: JsonNode;
  /** Where it first could not be understood. */
  error?: { offset: number; message: string };
}

const extension = /\.(?:tf|tofu)(?:\.json)?$/;

/**
 * Whether a name is that of a configuration file, by the rules of Terraform (hidden files and editors' copies are
 * none) and OpenTofu. https://developer.hashicorp.com/terraform/language/files
 */
export function isConfigurationName(name: string, tofu: boolean): boolean {
  const copy = name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
  return !copy && extension.test(name) && (tofu || !/\.tofu(?:\.json)?$/.test(name));
}

/** https://developer.hashicorp.com/terraform/language/files/override */
export function isOverrideName(name: string): boolean {
  const stem = name.replace(extension, '');
  return stem === 'override' || stem.endsWith('_override');
}

/** The names of a folder's configuration files, sorted, override files last, as Terraform reads them. */
export function configurationNames(names: readonly string[], tofu: boolean): string[] {
  const all = new Set(names.filter((name) => isConfigurationName(name, tofu)));
  // `x.tofu` stands for `x.tf`. https://opentofu.org/docs/language/files/
  const read = [...all].filter((name) => !all.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || !isTf(name));
  return read.sort((a, b) => Number(isOverrideName(a)) - Number(isOverrideName(b)) || (a < b ? -1 : 1));
}

function isTf(name: string): boolean {
  return /\.tf(?:\.json)?$/.test(name);
}

/** Parses a text by the name that it has. */
export function parseSource(path: string, text: string, parse: ParseHcl): SourceFile {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const common = { path, text, override: isOverrideName(name), lines: new LineIndex(text) };
  return name.endsWith('.json') ? jsonSource(common) : hclSource(common, parse);
}

type Common = Pick<SourceFile, 'path' | 'text' | 'override' | 'lines'>;

function hclSource(common: Common, parse: ParseHcl): SourceFile {
  const tree = parse(common.text);
  const error = firstErrorOf(tree.rootNode);
  return {
    ...common,
    tree,
    body: new HclBody(common.text, tree.rootNode),
    ...(error && {
      error: { offset: error.startIndex, message: 'this is not understood as Terraform code' },
    }),
  };
}

function jsonSource(common: Common): SourceFile {
  try {
    const json = readJson(common.text);
    return { ...common, json, body: jsonFileBody(common.text, json) };
  } catch (error) {
    const message = `this is not JSON: ${(error as Error).message.slice(0, 200)}`;
    const nothing = jsonFileBody('', { kind: 'other', start: 0, end: 0 });
    return { ...common, body: nothing, error: { offset: 0, message } };
  }
}

/** Frees what the parser holds. */
export function dispose(files: Iterable<SourceFile>): void {
  for (const file of files) file.tree?.delete();
}

export function placeIn(file: SourceFile, span: Span): SourcePlace {
  return { file: file.path, ...file.lines.at(span.start), endLine: file.lines.at(span.end).line };
}

/** What a folder's configuration files hold, and which could not be read. */
export interface ReadFolder {
  files: SourceFile[];
  issues: Issue[];
}

/**
 * Reads and parses the configuration files of a folder.
 * @param pathOf how a file's name becomes its `path`
 * @param inside whether a real path may be read
 */
export async function readFolder(
  dir: string,
  tofu: boolean,
  pathOf: (name: string) => string,
  inside: (real: string) => boolean,
): Promise<ReadFolder> {
  const parse = await hclParser();
  const found: ReadFolder = { files: [], issues: [] };
  for (const name of configurationNames(await readdir(dir), tofu)) {
    const path = pathOf(name);
    const read = await readText(join(dir, name), inside);
    if ('text' in read) found.files.push(parseSource(path, read.text, parse));
    else found.issues.push({ ...read, place: { file: path, line: 1, column: 1 } });
  }
  return found;
}

/** The text of a file; an issue for one that may not or cannot be read. */
export async function readText(
  file: string,
  inside: (real: string) => boolean,
): Promise<{ text: string } | Issue> {
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined) return { code: 'link-broken', message: 'the link leads nowhere' };
  if (!inside(real))
    return {
      code: 'link-leaves-project',
      message: 'the link leaves the project and is not followed',
      fix: 'put the file itself into the project',
    };
  const bytes = await readBounded(real);
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { code: 'not-utf8', message: 'the file is not UTF-8', fix: 'save it as UTF-8' };
  }
}

async function readBounded(file: string): Promise<Uint8Array | Issue> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  if (size > limits.fileSizeBytes)
    return {
      code: 'file-too-large',
      message: `the file has ${bytesText(size)}; at most ${bytesText(limits.fileSizeBytes)} are read`,
      fix: 'divide it into several files',
    };
  return handle.readFile();
}
