import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { attributeOf, type Block } from './body.ts';
import { isLocalSource, within } from './discover.ts';
import { hclParser, type ParseHcl } from './parser.ts';
import { runningBlocksOf } from './rewrite/neutralise.ts';
import { remoteStateType } from './rewrite/remote-state.ts';
import { dispose, isConfigurationName, parseSource, type SourceFile } from './source-file.ts';
import { manifestName, modulesDir, readVendored } from './vendored.ts';

/**
 * Whether a copy is proven harmless, from its files alone: what Terraform would read is parsed again, and everything
 * that runs or connects, or that could not be judged, is named. Only when the list is empty may Terraform plan or apply.
 * @returns sentences with file and line, from the copy's folder
 */
export async function unsafeLeftovers(scratchDir: string): Promise<string[]> {
  const root = await realpath(scratchDir);
  const parse = await hclParser();
  const folders = await realFolders(root);
  const found: string[] = [];
  const edges: Edge[] = [];
  for (const [folder, entries] of folders) {
    const names = entries.filter((entry) => isConfigurationName(entry.name, true));
    const files = names.filter((entry) => entry.isFile());
    if (files.length === 0) continue;
    // Terraform reads all of a module's files: none may come unseen from elsewhere.
    for (const entry of names)
      if (!entry.isFile()) found.push(`${relative(root, join(folder, entry.name))}: was not rewritten`);
    for (const { name } of files)
      found.push(...(await leftoversIn(root, join(folder, name), parse, folders, edges)));
  }
  return [...found, ...cycles(edges)];
}

type Folders = Map<string, Dirent[]>;

/** Every folder that is no link, with its entries. */
async function realFolders(root: string): Promise<Folders> {
  const folders: Folders = new Map();
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await readdir(folder, { withFileTypes: true });
    folders.set(folder, entries);
    for (const entry of entries) if (entry.isDirectory()) waiting.push(join(folder, entry.name));
  }
  return folders;
}

async function leftoversIn(
  root: string,
  path: string,
  parse: ParseHcl,
  folders: Folders,
  edges: Edge[],
): Promise<string[]> {
  const file = parseSource(path, await readFile(path, 'utf8'), parse);
  const at = (offset: number) => `${relative(root, path)}:${file.lines.at(offset).line}`;
  edges.push(
    ...localCalls(file).map(({ to, start, name }) => ({
      from: dirname(path),
      to,
      text: `${at(start)}: ${name}`,
    })),
  );
  try {
    const problems = [
      ...connections(file),
      ...programs(file),
      ...unclear(file),
      ...(await calls(root, file, folders)),
    ];
    return problems.map(({ offset, text }) => `${at(offset)}: ${text}`);
  } finally {
    dispose([file]);
  }
}

/** A call of a local module, from folder to folder. */
interface Edge {
  from: string;
  to: string;
  text: string;
}

function localCalls(file: SourceFile): { to: string; start: number; name: string }[] {
  return file.body.blocks('module', 1).flatMap(({ start, labels, body }) => {
    const source = attributeOf(body, 'source')?.value.literal;
    if (source === undefined || !isLocalSource(source)) return [];
    return [{ to: resolve(dirname(file.path), source), start, name: `the module ${labels[0]}` }];
  });
}

/** Calls that lead back to where they are: Terraform would follow them until a path is too long. */
function cycles(edges: readonly Edge[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  return edges.filter(({ from, to }) => reaches(targets, to, from)).map(({ text }) => `${text} holds itself`);
}

function reaches(targets: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const folder of seen) for (const next of targets.get(folder) ?? []) seen.add(next);
  return seen.has(to);
}

interface Problem {
  offset: number;
  text: string;
}

function connections(file: SourceFile): Problem[] {
  const settings = file.body
    .blocks('terraform', 0)
    .flatMap(({ body }) =>
      ['backend', 'state_store', 'cloud', 'encryption'].flatMap((name) =>
        body.items(name).map((item) => ({ offset: item.start, text: `${name} is still there` })),
      ),
    );
  const data = [
    ...file.body.blocks('data', 2),
    ...file.body.blocks('check', 1).flatMap(({ body }) => body.blocks('data', 2)),
  ];
  return [...settings, ...data.flatMap(remoteStates)];
}

function remoteStates({ start, labels, body }: Block): Problem[] {
  if (labels[0] !== remoteStateType) return [];
  const backends = body.items('backend');
  const isLocal =
    backends.length === 0 ||
    (backends.length === 1 && attributeOf(body, 'backend')?.value.literal === 'local');
  return isLocal ? [] : [{ offset: start, text: `the remote state ${labels[1]} is not local` }];
}

function programs(file: SourceFile): Problem[] {
  return runningBlocksOf(file.body).flatMap(({ body }) =>
    ['provisioner', 'connection'].flatMap((name) =>
      body.items(name).map((item) => ({ offset: item.start, text: `${name} is still there` })),
    ),
  );
}

const dangerous = /\b(?:provisioner|backend|cloud|encryption|state_store|terraform_remote_state)\b/;
/** Words of which a string that spans lines had better hold none; `backend` and the like only where a block could begin. */
const doubtful =
  /\b(?:provisioner|terraform_remote_state)\b|(?:^|\n)[ \t]*(?:\/\*.*?\*\/\s*)*(?:backend|cloud|encryption|state_store)\b(?:[^=\n]*\{|[^\n]*\/\*)/;

/**
 * What this parser may see otherwise than Terraform: a file that it does not understand, and strings that span lines,
 * whose ends are the one place where a difference could hide a block.
 */
function unclear(file: SourceFile): Problem[] {
  const { error, text, tree } = file;
  if (error && dangerous.test(text))
    return [
      { offset: error.offset, text: 'the file is not understood, so it may hold what runs or connects' },
    ];
  if (!tree || !doubtful.test(text)) return [];
  return tree.rootNode
    .descendantsOfType(['heredoc_template', 'template_literal'])
    .filter((node) => node.startPosition.row < node.endPosition.row && doubtful.test(node.text))
    .filter((node) => node.type === 'heredoc_template' || node.parent?.type !== 'heredoc_template')
    .map((node) => ({
      offset: node.startIndex,
      text: 'a string looks like a block that runs or connects; whether it is one is not certain',
    }));
}

/** Every module must be one that was rewritten: a real folder of the copy, named by a plain text. */
async function calls(root: string, file: SourceFile, folders: Folders): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { start, labels, body } of file.body.blocks('module', 1)) {
    const source = attributeOf(body, 'source');
    if (source === undefined) continue; // an override file's; elsewhere Terraform refuses it
    const literal = source.value.literal;
    const name = `the module ${labels[0]}`;
    if (literal === undefined) problems.push({ offset: start, text: `${name} has no plain source` });
    else if (isLocalSource(literal)) {
      if (!isRewritten(resolve(dirname(file.path), literal), folders))
        problems.push({ offset: start, text: `${name} is not in the copy` });
    } else if (!(await isVendored(root, labels[0] ?? '', folders)))
      problems.push({ offset: start, text: `${name} comes from ${literal} and is not in the copy` });
  }
  return problems;
}

function isRewritten(folder: string, folders: Folders): boolean {
  const entries = folders.get(folder);
  return entries?.every((entry) => entry.isFile() || !isConfigurationName(entry.name, true)) ?? false;
}

/** Whether every entry of the manifests for a call of this name leads to a rewritten folder, and there is one. */
async function isVendored(root: string, name: string, folders: Folders): Promise<boolean> {
  const manifests = [...folders].filter(([folder]) => folder.endsWith(`/${modulesDir}`));
  const targets: string[] = [];
  for (const [folder] of manifests) {
    const where = resolve(folder, '..', '..');
    const file = await lstat(join(folder, manifestName)).catch(() => undefined);
    if (!within(where, root) || !file?.isFile()) continue;
    const vendored = await readVendored(where);
    targets.push(...vendored.dirsOf(name));
  }
  return targets.length > 0 && targets.every((target) => isRewritten(target, folders));
}

/**
 * Terraform's own word: the resources with provisioners in a plan's JSON (`configuration`), by address. A plan runs
 * none, an apply would: it must be empty before one. https://developer.hashicorp.com/terraform/internals/json-format
 */
export function provisionersInPlan(plan: unknown): string[] {
  const configuration = memberOf(plan, 'configuration');
  return provisionersIn(memberOf(configuration, 'root_module'), '');
}

function provisionersIn(module: unknown, prefix: string): string[] {
  const resources = memberOf(module, 'resources');
  const own = (Array.isArray(resources) ? resources : [])
    .filter((resource) => memberOf(resource, 'provisioners') !== undefined)
    .map((resource) => prefix + String(memberOf(resource, 'address')));
  const modules = memberOf(module, 'module_calls');
  const inner = Object.entries(modules !== null && typeof modules === 'object' ? modules : {}).flatMap(
    ([name, call]) => provisionersIn(memberOf(call, 'module'), `${prefix}module.${name}.`),
  );
  return [...own, ...inner];
}

function memberOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
}
