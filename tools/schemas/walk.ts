import type { Attribute, Block, BlockKind, ProviderSchema } from '../../src/terraform/schema/types.ts';

/** Calls `visit` for every attribute of a block and of the blocks in it; the path leads from the outermost block. */
export function walkAttributes(
  block: Block,
  visit: (path: string[], attribute: Attribute) => void,
  path: string[] = [],
): void {
  for (const [name, attribute] of Object.entries(block.attributes)) visit([...path, name], attribute);
  for (const [name, nested] of Object.entries(block.blocks))
    walkAttributes(nested.block, visit, [...path, name]);
}

/** The blocks of a schema by kind. */
export function blocksByKind(schema: ProviderSchema): [BlockKind, Record<string, Block>][] {
  return [
    ['resource', schema.resources],
    ['data', schema.dataSources],
    ['ephemeral', schema.ephemeralResources],
  ];
}
