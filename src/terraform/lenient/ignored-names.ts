import { join } from 'node:path';
import type { Diagnostic } from '../engine/diagnostics.ts';
import type { BlockKind, Block as Schema } from '../schema/types.ts';
import type { Block, Span } from '../source/body.ts';
import { dispose, readFolder, type SourceFile } from '../source/source-file.ts';
import type { Project, Scratch } from '../source/types.ts';

/** https://developer.hashicorp.com/terraform/language/meta-arguments */
const metaNames: Record<BlockKind | 'module', string[]> = {
  resource: ['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection', '_'],
  data: ['count', 'for_each', 'provider', 'depends_on', 'lifecycle', '_'],
  ephemeral: ['count', 'for_each', 'provider', 'depends_on', 'lifecycle', '_'],
  module: ['source', 'version', 'providers', 'count', 'for_each', 'depends_on', 'lifecycle', '_'],
};

/** What a block may hold, by name. */
type Allowed = Map<string, 'argument' | 'block' | 'either'>;

/**
 * What Terraform would refuse if the copy had no override files: of a block that one reaches, it passes over names that
 * it does not know, and what is a block and should be an argument, without a word.
 * https://github.com/hashicorp/terraform/blob/main/internal/configs/module_merge_body.go
 * @param schemaOf the schema that is served; undefined where there is none, which Terraform tells itself
 */
export async function ignoredNames(
  project: Project,
  scratch: Scratch,
  schemaOf: (kind: BlockKind, type: string) => Schema | undefined,
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const [folder, module] of project.modules) {
    const dir = join(scratch.dir, folder);
    const { files } = await readFolder(
      dir,
      project.tofu,
      (name) => join(dir, name),
      () => true,
    );
    const own = files.filter((file) => scratch.original(file.path) !== undefined);
    const ofCall = (name: string) =>
      calledNames(project, module.calls.find((call) => call.name === name)?.dir);
    found.push(...own.flatMap((file) => inFile(file, schemaOf, ofCall)));
    dispose(files);
  }
  return found;
}

function inFile(
  file: SourceFile,
  schemaOf: (kind: BlockKind, type: string) => Schema | undefined,
  ofCall: (name: string) => Allowed | undefined,
): Diagnostic[] {
  const kinds: BlockKind[] = ['resource', 'data', 'ephemeral'];
  const served = kinds.flatMap((kind) =>
    file.body.blocks(kind, 2).flatMap((block) => {
      const schema = schemaOf(kind, block.labels[0] ?? '');
      return schema ? unknownIn(file, block, withMeta(namesOf(schema), kind)) : [];
    }),
  );
  const calls = file.body.blocks('module', 1).flatMap((block) => {
    const allowed = ofCall(block.labels[0] ?? '');
    return allowed ? unknownIn(file, block, withMeta(allowed, 'module')) : [];
  });
  return [...served, ...calls];
}

function calledNames(project: Project, dir: string | undefined): Allowed | undefined {
  const called = dir === undefined ? undefined : project.modules.get(dir);
  return called && new Map(called.variables.map(({ name }) => [name, 'argument'] as const));
}

function namesOf({ attributes, blocks }: Schema): Allowed {
  const names: Allowed = new Map();
  for (const [name, { type }] of Object.entries(attributes))
    names.set(name, isObjects(type) ? 'either' : 'argument');
  for (const name of Object.keys(blocks ?? {})) names.set(name, 'block');
  return names;
}

/** https://developer.hashicorp.com/terraform/language/attr-as-blocks */
function isObjects(type: unknown): boolean {
  return (
    Array.isArray(type) &&
    (type[0] === 'list' || type[0] === 'set') &&
    Array.isArray(type[1]) &&
    type[1][0] === 'object'
  );
}

function withMeta(names: Allowed, kind: BlockKind | 'module'): Allowed {
  return new Map([...names, ...metaNames[kind].map((name) => [name, 'either'] as const)]);
}

function unknownIn(file: SourceFile, { body }: Block, allowed: Allowed): Diagnostic[] {
  const asArguments = body.attributes().flatMap((attribute) => {
    const form = allowed.get(attribute.name);
    // In JSON syntax nothing tells a block from an argument.
    if (form === 'argument' || form === 'either' || (form === 'block' && file.json)) return [];
    const hint =
      form === 'block'
        ? ` Did you mean to define a block of type "${attribute.name}"? If so, omit the equals sign and write a block.`
        : '';
    const detail = `An argument named "${attribute.name}" is not expected here.${hint}`;
    return [diagnostic(file, attribute, 'Unsupported argument', detail)];
  });
  const asBlocks = body.allBlocks().flatMap(({ type, block }) => {
    const name = type === 'dynamic' ? (block.labels[0] ?? '') : type;
    const form = allowed.get(name);
    if (form === 'block' || form === 'either') return [];
    const hint =
      form === 'argument' ? ` Did you mean to define argument "${name}"? If so, use the equals sign.` : '';
    const detail = `Blocks of type "${name}" are not expected here.${hint}`;
    return [diagnostic(file, block, 'Unsupported block type', detail)];
  });
  return [...asArguments, ...asBlocks];
}

function diagnostic(file: SourceFile, { start, end }: Span, summary: string, detail: string): Diagnostic {
  const position = (at: number) => ({
    ...file.lines.at(at),
    byte: Buffer.byteLength(file.text.slice(0, at)),
  });
  const range = { filename: file.path, start: position(start), end: position(end) };
  return { severity: 'error', summary, detail, range };
}
