import { createHash } from 'node:crypto';
import type { ObjectValue } from '../protocol/value.ts';
import type { Computing, Context } from '../providers/knowledge.ts';
import type { Block } from '../schema/types.ts';

/** One instance of a resource or data source, or one ephemeral resource, that is to get its values. */
export interface Subject {
  type: string;
  /** What makes its placeholders its own: its address. */
  address: string;
  block: Block;
  context: Context;
  /** The keys that expressions take from one of its maps. */
  keys?: (attribute: string) => string[];
}

/** The view that computed values have of a block's values, as these are when they are asked for. */
export function computingOf({ type, address, context, keys }: Subject, values: ObjectValue): Computing {
  const own = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
  const region = own('region');
  return {
    string: (name) => {
      const value = own(name);
      return typeof value === 'string' ? value : undefined;
    },
    value: own,
    context: typeof region === 'string' && region !== '' ? { ...context, region } : context,
    keys: (attribute) => keys?.(attribute) ?? [],
    hex: (lengthChars, label = '') =>
      createHash('sha256').update(`${type}\0${address}\0${label}`).digest('hex').slice(0, lengthChars),
  };
}
