import { lenientBlock } from '../schema/lenient.ts';
import type { SchemaStore } from '../schema/store.ts';
import type { Block, BlockKind } from '../schema/types.ts';
import { addressAttribute } from '../source/rewrite/addresses.ts';
import type { Project } from '../source/types.ts';
import type { UsedSchema } from './provider.ts';

/**
 * The part of a provider's schema that a project uses: sending all of it takes longer than planning. Every block can
 * tell its address.
 */
export function usedSchema(store: SchemaStore, project: Project, lenient: boolean): UsedSchema {
  const face = (block: Block) => (lenient ? lenientBlock(block) : block);
  const used: UsedSchema = { provider: face(store.provider), resource: {}, data: {}, ephemeral: {} };
  for (const { kind, type } of blocksOf(project)) {
    const block = Object.hasOwn(used[kind], type) ? undefined : store.block(kind, type);
    if (block) used[kind][type] = withAddress(face(block));
  }
  return used;
}

export function withAddress(block: Block): Block {
  const address = { [addressAttribute]: { type: 'string', optional: true } } as const;
  return { ...block, attributes: { ...block.attributes, ...address } };
}

/** Every block of a project; `import` and `removed` name types as well, but need no schema of those without a block. */
function blocksOf(project: Project): { kind: BlockKind; type: string }[] {
  return [...project.modules.values()].flatMap((module) => module.blocks);
}
