import type { Attribute, Block, NestedBlock, ProviderSchema } from '../../src/terraform/schema/types.ts';

/**
 * A schema that accepts what either generation of a provider accepts. Where they differ in an attribute's type, or
 * in whether something is an attribute or a block, the newer one holds.
 */
export function unite(newer: ProviderSchema, older: ProviderSchema): ProviderSchema {
  return {
    version: newer.version,
    provider: uniteBlocks(newer.provider, older.provider),
    resources: uniteRecords(newer.resources, older.resources, uniteBlocks),
    dataSources: uniteRecords(newer.dataSources, older.dataSources, uniteBlocks),
    ephemeralResources: uniteRecords(newer.ephemeralResources, older.ephemeralResources, uniteBlocks),
  };
}

function uniteBlocks(newer: Block, older: Block): Block {
  const oldAttributes = pick(older.attributes, (name) => !(name in newer.blocks));
  const oldBlocks = pick(older.blocks, (name) => !(name in newer.attributes));
  return {
    attributes: uniteRecords(newer.attributes, oldAttributes, uniteAttributes, notRequired),
    blocks: uniteRecords(newer.blocks, oldBlocks, uniteNested, withoutMinimum),
  };
}

/** Required only if both require it; may be set if either lets it be set. */
function uniteAttributes(newer: Attribute, older: Attribute): Attribute {
  if (newer.required && older.required) return newer;
  const relaxed = notRequired(newer);
  return older.optional || older.required ? { ...relaxed, optional: true } : relaxed;
}

function notRequired(attribute: Attribute): Attribute {
  const { required, ...rest } = attribute;
  return required ? { ...rest, optional: true } : attribute;
}

function uniteNested(newer: NestedBlock, older: NestedBlock): NestedBlock {
  const minItems = Math.min(newer.minItems ?? 0, older.minItems ?? 0);
  const maxItems = Math.max(
    newer.maxItems ?? Number.POSITIVE_INFINITY,
    older.maxItems ?? Number.POSITIVE_INFINITY,
  );
  return {
    nesting: newer.nesting,
    ...(minItems > 0 && { minItems }),
    ...(Number.isFinite(maxItems) && { maxItems }),
    block: uniteBlocks(newer.block, older.block),
  };
}

function withoutMinimum({ minItems: _, ...nested }: NestedBlock): NestedBlock {
  return nested;
}

/** What only one of the two has goes through `alone`, since the other does not ask for it. */
function uniteRecords<V>(
  newer: Record<string, V>,
  older: Record<string, V>,
  both: (newer: V, older: V) => V,
  alone: (value: V) => V = (value) => value,
): Record<string, V> {
  const united: Record<string, V> = {};
  for (const name of new Set([...Object.keys(newer), ...Object.keys(older)])) {
    const [left, right] = [newer[name], older[name]];
    if (left !== undefined && right !== undefined) united[name] = both(left, right);
    else if (left !== undefined) united[name] = alone(left);
    else if (right !== undefined) united[name] = alone(right);
  }
  return united;
}

function pick<V>(record: Record<string, V>, keep: (name: string) => boolean): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => keep(name)));
}
