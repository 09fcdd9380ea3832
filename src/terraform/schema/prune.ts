import type { Block, NestedBlock } from './types.ts';

/** Only the schemas of firewalls (WAF), with statements in statements, are larger. */
const blocksMax = 400;

/** Whether a block has so many others in it that sending it takes longer than all else. */
export function isHuge(block: Block): boolean {
  return countBlocks(block, blocksMax + 1) > blocksMax;
}

function countBlocks({ blocks }: Block, enough: number): number {
  let count = 0;
  for (const { block } of Object.values(blocks)) {
    count += 1 + countBlocks(block, enough - count);
    if (count >= enough) break;
  }
  return count;
}

/**
 * The same block without those blocks within its blocks that nobody names: no configuration can have them. What stands
 * directly in it is kept, so that a plan has the same names at its top.
 */
export function pruned({ attributes, blocks }: Block, isNamed: (name: string) => boolean): Block {
  return { attributes, blocks: eachNested(blocks, (block) => onlyNamed(block, isNamed)) };
}

function onlyNamed({ attributes, blocks }: Block, isNamed: (name: string) => boolean): Block {
  const named = Object.entries(blocks).filter(([name]) => isNamed(name));
  return { attributes, blocks: eachNested(Object.fromEntries(named), (block) => onlyNamed(block, isNamed)) };
}

function eachNested(
  blocks: Record<string, NestedBlock>,
  change: (block: Block) => Block,
): Record<string, NestedBlock> {
  return Object.fromEntries(
    Object.entries(blocks).map(([name, nested]) => [name, { ...nested, block: change(nested.block) }]),
  );
}
