import { fits } from '../../schema/fits.ts';
import type { Attribute, Block } from '../../schema/types.ts';
import type { BlockKnowledge, ResourceKnowledge } from '../knowledge.ts';

type Part = 'defaults' | 'planned' | 'computed';

/**
 * What is known of a block and does not agree with its schema, by path: a name that the schema does not have, a value
 * of another type, a computed value of what is not computed, a default of what cannot be set. A computed value may
 * also be of a block, which the provider fills in where the configuration has none.
 */
export function mismatches(knowledge: ResourceKnowledge, block: Block, path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of ['defaults', 'planned', 'computed'] as const)
    for (const [name, value] of Object.entries(knowledge[part] ?? {})) {
      const problem = problemOf(part, value, block.attributes[name], name in block.blocks);
      if (problem !== undefined) found.set(`${path}.${name}`, problem);
    }
  for (const [name, inner] of Object.entries(knowledge.blocks ?? {}))
    for (const [at, problem] of nested(inner, block, name, path)) found.set(at, problem);
  return found;
}

function problemOf(
  part: Part,
  value: unknown,
  attribute: Attribute | undefined,
  isBlock: boolean,
): string | undefined {
  if (attribute === undefined) return isBlock && part === 'computed' ? undefined : 'does not exist';
  const literal = typeof value === 'function' ? null : (value as Parameters<typeof fits>[0]);
  if (!fits(literal, attribute.type)) return 'has another type';
  if (part === 'computed') return attribute.computed ? undefined : 'is not computed';
  return attribute.optional || attribute.computed ? undefined : 'cannot be left out';
}

function nested(inner: BlockKnowledge, block: Block, name: string, path: string): Iterable<[string, string]> {
  const at = block.blocks[name];
  return at === undefined
    ? [[`${path}.${name}`, 'is no block']]
    : mismatches(inner, at.block, `${path}.${name}`);
}
