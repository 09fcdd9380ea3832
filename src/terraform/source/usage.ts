import { join } from 'node:path';
import type { Body } from './body.ts';
import { within } from './discover.ts';
import { dispose, readFolder, type SourceFile } from './source-file.ts';
import type { BlockSource, Project } from './types.ts';

/** What the blocks of one type have in them, taken together. */
export interface Usage {
  arguments: Set<string>;
  blocks: Map<string, Usage>;
  /** Attributes that expressions elsewhere read. */
  read: Set<string>;
}

/** By kind and type (`resource kubernetes_secret`), and by the local name of a provider (`provider kubernetes`). */
export type Usages = Map<string, Usage>;

/** What belongs to the language, not to a provider. https://developer.hashicorp.com/terraform/language/meta-arguments */
const metaArguments = new Set(['count', 'for_each', 'depends_on', 'provider', 'alias', 'version']);
const metaBlocks = new Set(['lifecycle', 'provisioner', 'connection']);

/** How a project uses blocks of which no schema is known. */
export async function usages(
  project: Project,
  types: ReadonlySet<string>,
  providers: ReadonlySet<string>,
): Promise<Usages> {
  const found: Usages = new Map();
  for (const folder of project.modules.keys())
    await eachFile(project, folder, (file) => addFile(found, file, types, providers));
  return found;
}

/** `data.type.name.attribute.key`, or the key in brackets; with an index between, and decoded from JSON. */
const taken =
  /\bdata\.([A-Za-z_][\w-]*)\.([A-Za-z_][\w-]*)(?:\[[^\]\n]*\])?\.([A-Za-z_][\w-]*)\s*\)?(?:\.([A-Za-z_][\w-]*)|\[\s*"([^"\n]+)"\s*\])/g;

/** `name = data.type.name.attribute`, decoded from JSON or not, as locals have it. */
const named =
  /\b([A-Za-z_][\w-]*)\s*=\s*(?:jsondecode\(\s*)?data\.([A-Za-z_][\w-]*)\.([A-Za-z_][\w-]*)(?:\[[^\]\n]*\])?\.([A-Za-z_][\w-]*)[ \t]*\)?[ \t]*$/gm;
const ofLocal = /\blocal\.([A-Za-z_][\w-]*)(?:\.([A-Za-z_][\w-]*)|\[\s*"([^"\n]+)"\s*\])/g;

/**
 * The keys that expressions take from maps of data sources of these types, or from the JSON in them, by type, name and
 * attribute.
 */
export async function keysTaken(project: Project, types: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const add = (type: string, at: string, key: string) => {
    if (types.includes(type)) found.set(at, [...new Set([...(found.get(at) ?? []), key])]);
  };
  for (const [folder, module] of project.modules) {
    if (!module.blocks.some(({ kind, type }) => kind === 'data' && types.includes(type))) continue;
    const texts: string[] = [];
    await eachFile(project, folder, (file) => texts.push(file.text));
    const text = texts.join('\n');
    for (const [, type = '', name, attribute, member, key = member ?? ''] of text.matchAll(taken))
      add(type, `${type}.${name}.${attribute}`, key);
    const locals = new Map(
      [...text.matchAll(named)].map(([, local, type = '', name, attribute]) => [
        local,
        { type, at: `${type}.${name}.${attribute}` },
      ]),
    );
    for (const [, local, member, key = member ?? ''] of text.matchAll(ofLocal)) {
      const source = locals.get(local);
      if (source) add(source.type, source.at, key);
    }
  }
  return found;
}

async function eachFile(project: Project, folder: string, visit: (file: SourceFile) => void): Promise<void> {
  const inside = (path: string) => within(path, project.projectDir);
  const dir = join(project.projectDir, folder);
  const { files } = await readFolder(dir, project.tofu, (name) => name, inside);
  for (const file of files) visit(file);
  dispose(files);
}

const kinds: BlockSource['kind'][] = ['resource', 'data', 'ephemeral'];

function addFile(
  found: Usages,
  file: SourceFile,
  types: ReadonlySet<string>,
  providers: ReadonlySet<string>,
): void {
  for (const kind of kinds)
    for (const { labels, body } of file.body.blocks(kind, 2))
      if (types.has(labels[0] ?? '')) addBody(usageOf(found, `${kind} ${labels[0]}`), body);
  for (const { labels, body } of file.body.blocks('provider', 1))
    if (providers.has(labels[0] ?? '')) addBody(usageOf(found, `provider ${labels[0]}`), body);
  addReads(found, file.text, types);
}

function addBody(usage: Usage, body: Body): void {
  for (const { name } of body.attributes()) if (!metaArguments.has(name)) usage.arguments.add(name);
  for (const { type, block } of body.allBlocks()) {
    if (metaBlocks.has(type)) continue;
    if (type !== 'dynamic') addBody(usageOf(usage.blocks, type), block.body);
    else
      for (const content of block.body.blocks('content', 0))
        addBody(usageOf(usage.blocks, block.labels[0] ?? ''), content.body);
  }
}

/** `type.name.attribute`, with an index or a splat between; what stands in comments does no harm. */
const traversal =
  /\b(?:(data|ephemeral)\.)?([A-Za-z_][\w-]*)\.[A-Za-z_][\w-]*(?:\[[^\]\n]*\])?(?:\.\*)?\.([A-Za-z_][\w-]*)/g;

function addReads(found: Usages, text: string, types: ReadonlySet<string>): void {
  for (const [, kind = 'resource', type = '', attribute = ''] of text.matchAll(traversal))
    if (types.has(type)) usageOf(found, `${kind} ${type}`).read.add(attribute);
}

function usageOf(usages: Map<string, Usage>, key: string): Usage {
  const known = usages.get(key) ?? { arguments: new Set(), blocks: new Map(), read: new Set() };
  usages.set(key, known);
  return known;
}
