import { plainContext } from '../providers/context.ts';
import type { ProviderKnowledge } from '../providers/knowledge.ts';
import type { Attribute, Block, NestedBlock } from '../schema/types.ts';
import type { BlockSource, Project } from '../source/types.ts';
import { type Usage, type Usages, usages } from '../source/usage.ts';
import type { NeededProvider } from './needed-providers.ts';
import type { UsedSchema } from './provider.ts';
import { withAddress } from './used-schema.ts';

/**
 * A provider of which nothing is known but how the project uses it: every argument may have any type, and what
 * expressions read without anybody setting it is computed.
 */
export async function unknownProvider(
  needed: NeededProvider,
  project: Project,
): Promise<{ knowledge: ProviderKnowledge; schema: UsedSchema }> {
  const blocks = ownBlocks(needed, project);
  const found = await usages(project, new Set(blocks.map(({ type }) => type)), needed.localNames);
  const schema: UsedSchema = {
    provider: providerBlock(needed, found),
    resource: {},
    data: {},
    ephemeral: {},
  };
  for (const { kind, type } of blocks) {
    const usage = found.get(`${kind} ${type}`);
    schema[kind][type] = withAddress(usage ? ownBlock(usage) : { attributes: {}, blocks: {} });
  }
  const knowledge: ProviderKnowledge = {
    source: needed.source,
    configure: plainContext,
    resources: {},
    dataSources: {},
    ephemeralResources: {},
    functions: {},
  };
  return { knowledge, schema };
}

/** A type belongs to the provider whose local name it begins with, variants such as `google-beta` included. */
function ownBlocks({ localNames }: NeededProvider, project: Project): BlockSource[] {
  const prefixes = [...localNames].flatMap((name) => [name, name.replace(/-beta$/, '')]);
  const all = [...project.modules.values()].flatMap((module) => module.blocks);
  return all.filter(({ type }) =>
    prefixes.some((prefix) => type === prefix || type.startsWith(`${prefix}_`)),
  );
}

function providerBlock({ localNames }: NeededProvider, found: Usages): Block {
  const blocks = [...localNames].flatMap((name) => found.get(`provider ${name}`) ?? []).map(blockOf);
  return {
    attributes: Object.assign({}, ...blocks.map(({ attributes }) => attributes)),
    blocks: Object.assign({}, ...blocks.map((block) => block.blocks)),
  };
}

/** Every block of Terraform's has an id, and whatever else is read of it. */
function ownBlock(usage: Usage): Block {
  const { attributes, blocks } = blockOf(usage);
  for (const name of ['id', ...usage.read])
    if (!Object.hasOwn(blocks, name)) attributes[name] = computed(usage.arguments.has(name));
  return { attributes, blocks };
}

function computed(isArgument: boolean): Attribute {
  return isArgument ? { type: 'dynamic', optional: true } : { type: 'string', computed: true };
}

function blockOf(usage: Usage): Block {
  const attributes: Block['attributes'] = {};
  for (const name of usage.arguments) attributes[name] = { type: 'dynamic', optional: true };
  const blocks = [...usage.blocks].map(([name, inner]): [string, NestedBlock] => [
    name,
    { nesting: 'list', block: blockOf(inner) },
  ]);
  return { attributes, blocks: Object.fromEntries(blocks) };
}
