import type { ObjectValue, Value } from '../protocol/value.ts';
import { fits } from '../schema/fits.ts';
import type { Block, NestedBlock } from '../schema/types.ts';
import { eachBlock } from './plan-resource.ts';

/**
 * A value as a schema has it, for an attribute or a block of that name; undefined when it does not fit. Another
 * generation of a provider may have another type, or no such name.
 */
export function conformed(block: Block, name: string, value: Value): Value | undefined {
  const attribute = Object.hasOwn(block.attributes, name) ? block.attributes[name] : undefined;
  if (attribute) return fits(value, attribute.type) ? value : undefined;
  const nested = Object.hasOwn(block.blocks, name) ? block.blocks[name] : undefined;
  return nested && eachBlock(value, (one) => completed(nested.block, one));
}

/** What a block that is not there is, by its nesting. */
export function absent({ nesting }: NestedBlock): Value {
  return nesting === 'single' ? null : [];
}

/** A block of which some is known: the rest is null. */
function completed(block: Block, value: ObjectValue): ObjectValue {
  const made: ObjectValue = {};
  for (const [name, { type }] of Object.entries(block.attributes)) {
    const given = value[name] ?? null;
    made[name] = fits(given, type) ? given : null;
  }
  for (const [name, nested] of Object.entries(block.blocks))
    made[name] = eachBlock(value[name] ?? absent(nested), (one) => completed(nested.block, one));
  return made;
}
