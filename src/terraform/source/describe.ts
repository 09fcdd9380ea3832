import { attributeOf, type Block, type Body, type Value } from './body.ts';
import { placeIn, type SourceFile } from './source-file.ts';
import type { BlockSource, ModuleCall, ModuleSource, Repetition, RequiredProvider } from './types.ts';

/**
 * What the files of one folder declare. An override file adds nothing of its own: it changes what is there.
 * https://developer.hashicorp.com/terraform/language/files/override
 * @param files with paths from the project's folder, override files last
 */
export function describeModule(dir: string, files: readonly SourceFile[]): ModuleSource {
  const module: ModuleSource = {
    dir,
    files: files.map((file) => file.path),
    blocks: [],
    calls: [],
    variables: [],
    requiredProviders: [],
    usedProviders: [],
  };
  const used = new Set<string>();
  for (const file of files) {
    addBlocks(module, file);
    addCalls(module, file);
    addVariables(module, file);
    addSettings(module, file);
    for (const name of providersUsedIn(file)) used.add(name);
  }
  module.usedProviders = [...used].sort();
  return module;
}

/** The calls of modules alone. */
export function describeCalls(files: readonly SourceFile[]): ModuleCall[] {
  const module: Pick<ModuleSource, 'calls'> = { calls: [] };
  for (const file of files) addCalls(module, file);
  return module.calls;
}

const kinds = ['resource', 'data', 'ephemeral'] as const;

function addBlocks(module: ModuleSource, file: SourceFile): void {
  for (const kind of kinds)
    for (const block of file.body.blocks(kind, 2)) addBlock(module, file, kind, block);
  for (const check of file.body.blocks('check', 1))
    for (const block of check.body.blocks('data', 2)) addBlock(module, file, 'data', block, true);
}

function addBlock(
  module: ModuleSource,
  file: SourceFile,
  kind: BlockSource['kind'],
  block: Block,
  inCheck = false,
): void {
  const [type, name] = block.labels;
  if (type === undefined || name === undefined) return;
  const repetition = repetitionOf(block.body);
  if (!file.override) {
    module.blocks.push({
      kind,
      type,
      name,
      place: placeIn(file, block),
      repetition,
      ...(inCheck && { inCheck }),
    });
    return;
  }
  const before = module.blocks.find((one) => one.kind === kind && one.type === type && one.name === name);
  if (before && repetition !== 'none') before.repetition = repetition;
}

/** Whether a block stands for several instances. */
export function repetitionOf(body: Body): Repetition {
  if (attributeOf(body, 'for_each')) return 'for_each';
  return attributeOf(body, 'count') ? 'count' : 'none';
}

function addCalls(module: Pick<ModuleSource, 'calls'>, file: SourceFile): void {
  for (const { labels, body, ...span } of file.body.blocks('module', 1)) {
    const [name = ''] = labels;
    const repetition = repetitionOf(body);
    const source = attributeOf(body, 'source')?.value.literal;
    const version = attributeOf(body, 'version')?.value.literal;
    const before = module.calls.find((call) => call.name === name);
    if (!file.override)
      module.calls.push({
        name,
        source,
        place: placeIn(file, span),
        repetition,
        ...(version !== undefined && { version }),
      });
    else if (before) {
      if (attributeOf(body, 'source')) before.source = source;
      if (version !== undefined) before.version = version;
      if (repetition !== 'none') before.repetition = repetition;
    }
  }
}

function addVariables(module: ModuleSource, file: SourceFile): void {
  for (const { labels, body, ...span } of file.body.blocks('variable', 1)) {
    const [name = ''] = labels;
    const hasDefault = attributeOf(body, 'default') !== undefined;
    const type = attributeOf(body, 'type')?.value.text;
    const before = module.variables.find((variable) => variable.name === name);
    if (!file.override)
      module.variables.push({
        name,
        place: placeIn(file, span),
        hasDefault,
        ...(type !== undefined && { type }),
      });
    else if (before) {
      before.hasDefault ||= hasDefault;
      if (type !== undefined) before.type = type;
    }
  }
}

function addSettings(module: ModuleSource, file: SourceFile): void {
  for (const { body } of file.body.blocks('terraform', 0)) {
    const version = attributeOf(body, 'required_version')?.value.literal;
    if (version !== undefined) module.requiredVersion = version;
    for (const providers of body.blocks('required_providers', 0))
      for (const { name, value, start, end } of providers.body.attributes()) {
        const place = placeIn(file, { start, end });
        const others = module.requiredProviders.filter((one) => !file.override || one.localName !== name);
        module.requiredProviders = [...others, { localName: name, ...requirementOf(value), place }];
      }
  }
}

/** `{ source, version }`, or the version alone as before Terraform 0.13. */
function requirementOf(value: Value): Pick<RequiredProvider, 'source' | 'constraint'> {
  const members = new Map(value.members().map((member) => [member.key, member.value.literal]));
  const source = members.get('source');
  const constraint = value.literal ?? members.get('version');
  return { ...(source !== undefined && { source }), ...(constraint !== undefined && { constraint }) };
}

function providersUsedIn(file: SourceFile): string[] {
  const { body } = file;
  const typed = [
    ...kinds.flatMap((kind) => body.blocks(kind, 2)),
    ...body.blocks('check', 1).flatMap((check) => check.body.blocks('data', 2)),
  ];
  const configured = body.blocks('provider', 1).flatMap(({ labels }) => labels);
  const passed = body
    .blocks('module', 1)
    .flatMap((call) => attributeOf(call.body, 'providers')?.value.members() ?? [])
    .map(({ value }) => localName(value));
  const functions = [...file.text.matchAll(/\bprovider::([\w-]+)::/g)].map((match) => match[1] ?? '');
  return [...typed.flatMap(providerOf), ...configured, ...passed, ...functions].filter((name) => name !== '');
}

/** The provider of `terraform_data` and `terraform_remote_state`, which is part of Terraform. */
export function isBuiltin(type: string): boolean {
  return type.split('_')[0] === 'terraform';
}

function providerOf({ labels: [type = ''], body }: Block): string[] {
  const given = attributeOf(body, 'provider');
  if (given) return [localName(given.value)];
  return isBuiltin(type) ? [] : [type.split('_')[0] ?? ''];
}

/** `aws` of `aws.west`, also where it is quoted. */
function localName(value: Value): string {
  return (value.literal ?? value.text).split('.')[0]?.trim() ?? '';
}
