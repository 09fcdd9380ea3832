import { isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { Block, CtyType } from '../schema/types.ts';

/** The attributes of a stored state as values: what it does not have is null, what the schema does not have is left out. */
export function fromStoredState(block: Block, stored: ObjectValue): ObjectValue {
  const made: ObjectValue = {};
  for (const [name, { type }] of Object.entries(block.attributes))
    made[name] = typed(stored[name] ?? null, type);
  for (const [name, nested] of Object.entries(block.blocks)) {
    const value = stored[name];
    if (Array.isArray(value))
      made[name] = value.map((one) => (isObject(one) ? fromStoredState(nested.block, one) : null));
    else if (isObject(value)) made[name] = fromStoredState(nested.block, value);
    else made[name] = nested.nesting === 'single' ? null : [];
  }
  return made;
}

/** A value of a dynamic attribute is stored with its type beside it, and goes over the wire as a pair. */
function typed(value: Value, type: CtyType): Value {
  if (type !== 'dynamic' || !isObject(value)) return value;
  return [JSON.stringify(value.type ?? 'dynamic'), value.value ?? null];
}
