import { createHash } from 'node:crypto';
import type { ObjectValue } from '../../protocol/value.ts';
import type { Computing, Context, DataSource, ResourceKnowledge } from '../knowledge.ts';

export const context: Context = {
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
  defaultTags: {},
  projectDir: '/nowhere',
};

/** As the engine makes it: by the address of a resource and a label. */
export function computing(values: ObjectValue, where: Context = context, address = 'a'): Computing {
  return {
    string: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    value: (name) => values[name],
    context: where,
    keys: () => [],
    hex: (lengthChars, label = '') =>
      createHash('sha256').update(`${address}\0${label}`).digest('hex').slice(0, lengthChars),
  };
}

/** What a data source answers to a configuration that has all the attributes it may fill. */
export function read(
  source: DataSource | undefined,
  config: ObjectValue,
  where: Context = context,
  address = 'a',
): ObjectValue {
  if (source === undefined) throw new Error('the data source is not known');
  return source.read(config, where, computing(config, where, address));
}

/** A resource after apply: what is given, the defaults, then what is computed, `id` and `arn` first. */
export function apply(
  knowledge: ResourceKnowledge | undefined,
  given: ObjectValue,
  where: Context = context,
  address = 'a',
): ObjectValue {
  if (knowledge === undefined) throw new Error('the resource is not known');
  const values: ObjectValue = { ...knowledge.defaults, ...given };
  const { id, arn, ...rest } = { ...knowledge.planned, ...knowledge.computed };
  const ordered = Object.entries({
    ...(id !== undefined && { id }),
    ...(arn !== undefined && { arn }),
    ...rest,
  });
  for (const [name, what] of ordered) {
    if (values[name] !== undefined && values[name] !== null) continue;
    const value = typeof what === 'function' ? what(computing(values, where, address)) : what;
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** A configuration with each of the attributes unset, but for what is given. */
export function unset(names: string[], given: ObjectValue = {}): ObjectValue {
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...given };
}
