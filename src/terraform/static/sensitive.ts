import { isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { Block } from '../schema/types.ts';

/**
 * Marks what the schema calls sensitive, as Terraform's `after_sensitive` has it; undefined where there is nothing.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function sensitivePart(values: ObjectValue, block: Block): Record<string, unknown> | undefined {
  const own = Object.keys(values).filter((name) => block.attributes[name]?.sensitive);
  const nested = Object.entries(block.blocks).flatMap(([name, { block: inner }]) => {
    const marks = marksIn(values[name], inner);
    return marks === undefined ? [] : [[name, marks] as const];
  });
  if (own.length + nested.length === 0) return undefined;
  return { ...Object.fromEntries(own.map((name) => [name, true])), ...Object.fromEntries(nested) };
}

function marksIn(value: Value | undefined, block: Block): unknown {
  if (!Array.isArray(value)) return isObject(value) ? sensitivePart(value, block) : undefined;
  const marks = value.map((one) => (isObject(one) ? sensitivePart(one, block) : undefined));
  return marks.some((mark) => mark !== undefined) ? marks.map((mark) => mark ?? {}) : undefined;
}
