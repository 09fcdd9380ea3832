import type { ObjectValue, Value } from '../protocol/value.ts';
import type { Compute, Computing, DataSource } from './knowledge.ts';
import { isAbsent, textOf } from './values.ts';

/** Values of attributes, in the order in which they may read one another. */
export type Known = Record<string, Value | Compute>;

/**
 * The attributes that the configuration leaves to the provider and `known` can tell. An attribute that the schema
 * does not have (it belongs to another version of the provider) is left out of the result, but may be read by others.
 */
export function fill(config: ObjectValue, of: Computing, known: Known): ObjectValue {
  const made = new Map<string, Value>();
  const now = (name: string): Value | undefined => made.get(name) ?? config[name];
  const view: Computing = {
    string: (name) => textOf(now(name)),
    value: now,
    context: of.context,
    keys: of.keys,
    hex: (lengthChars, label) => (label === undefined ? of.hex(lengthChars) : of.hex(lengthChars, label)),
  };
  for (const [name, what] of Object.entries(known)) {
    if (!isAbsent(config[name])) continue;
    const value = typeof what === 'function' ? what(view) : what;
    if (value !== undefined) made.set(name, value);
  }
  return Object.fromEntries([...made].filter(([name]) => Object.hasOwn(config, name)));
}

/** A data source whose answer follows from its configuration and the provider's. */
export function derived(known: Known): DataSource {
  return { read: (config, _context, of) => fill(config, of, known) };
}

/** A data source whose answer rests on an assumption: one short sentence, shown to the user. */
export function assumed(assumption: string, known: Known): DataSource {
  return { ...derived(known), assumption };
}
