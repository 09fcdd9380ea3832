import type { Attribute, Block, NestedBlock } from './types.ts';

/**
 * The same block with nothing required and no limits on how often a nested block stands, so that a fragment, or
 * code written for another generation of the provider, can still be evaluated. The block given is not changed.
 */
export function lenientBlock(block: Block): Block {
  return {
    attributes: mapValues(block.attributes, lenientAttribute),
    blocks: mapValues(block.blocks, lenientNested),
  };
}

function lenientAttribute(attribute: Attribute): Attribute {
  const { required, ...rest } = attribute;
  return required ? { ...rest, optional: true } : attribute;
}

function lenientNested({ nesting, block }: NestedBlock): NestedBlock {
  return { nesting, block: lenientBlock(block) };
}

function mapValues<V>(record: Record<string, V>, change: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
