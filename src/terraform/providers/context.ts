import type { ObjectValue } from '../protocol/value.ts';
import type { Context, Defaults } from './knowledge.ts';

/** For a provider that has no accounts and regions of its own. */
export function plainContext(_config: ObjectValue, defaults: Defaults): Context {
  return { ...defaults, partition: 'aws', dnsSuffix: 'amazonaws.com', defaultTags: {} };
}
