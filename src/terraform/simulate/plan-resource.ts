import { isObject, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import type { BlockKnowledge, Compute, ResourceKnowledge } from '../providers/knowledge.ts';
import { fits } from '../schema/fits.ts';
import type { Block } from '../schema/types.ts';
import { computingOf, type Subject } from './subject.ts';

/**
 * The planned values of a resource, as its provider would plan them: what the configuration leaves out is the
 * provider's default, or known at plan time already, or unknown.
 * @param proposed the configuration merged with the prior state, by Terraform
 * @param common what the provider plans for every resource that has such an attribute
 */
export function planResource(
  subject: Subject,
  proposed: ObjectValue,
  knowledge: ResourceKnowledge = {},
  common: Record<string, Compute> = {},
): ObjectValue {
  const planned = withDefaults(subject.block, proposed, knowledge);
  planKnown(subject, planned, { ...common, ...knowledge.planned });
  return withUnknowns(subject.block, planned);
}

/** Defaults of all levels; write-only values are taken out, as no plan holds them. */
function withDefaults(block: Block, value: ObjectValue, knowledge: BlockKnowledge = {}): ObjectValue {
  const made: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const given = attribute.writeOnly ? null : (value[name] ?? null);
    const known = knowledge.defaults;
    const fallback = known && Object.hasOwn(known, name) ? (known[name] ?? null) : null;
    made[name] = given === null && !attribute.writeOnly && fits(fallback, attribute.type) ? fallback : given;
  }
  for (const [name, nested] of Object.entries(block.blocks))
    made[name] = eachBlock(value[name] ?? null, (one) =>
      withDefaults(nested.block, one, knowledge.blocks?.[name]),
    );
  return made;
}

function planKnown(subject: Subject, values: ObjectValue, known: Record<string, Compute>): void {
  const of = computingOf(subject, values);
  for (const [name, compute] of Object.entries(known)) {
    if (!Object.hasOwn(subject.block.attributes, name) || values[name] !== null) continue;
    const value = compute(of);
    if (value !== undefined && fits(value, subject.block.attributes[name]?.type ?? 'dynamic'))
      values[name] = value;
  }
}

/** What is computed and still null is known after apply. */
function withUnknowns(block: Block, value: ObjectValue): ObjectValue {
  const made: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const given = value[name] ?? null;
    made[name] = given === null && attribute.computed ? unknown : given;
  }
  for (const [name, nested] of Object.entries(block.blocks))
    made[name] = eachBlock(value[name] ?? null, (one) => withUnknowns(nested.block, one));
  return made;
}

/** Applies a change to each block of one name, with its number; what is null or unknown stays. */
export function eachBlock(value: Value, change: (block: ObjectValue, index: number) => ObjectValue): Value {
  if (Array.isArray(value)) return value.map((one, index) => (isObject(one) ? change(one, index) : one));
  return isObject(value) ? change(value, 0) : value;
}
