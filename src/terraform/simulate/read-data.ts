import type { ObjectValue } from '../protocol/value.ts';
import { type DataSource, DataSourceError } from '../providers/knowledge.ts';
import { applyResource } from './apply-resource.ts';
import { conformed } from './conform.ts';
import type { PlaceholderText } from './placeholder.ts';
import { planResource } from './plan-resource.ts';
import { computingOf, type Subject } from './subject.ts';

export interface Read {
  values: ObjectValue;
  /** Names of attributes that nobody looked up. */
  placeholders: string[];
}

/**
 * What a data source or an ephemeral resource gives, without asking anyone.
 * @param given values that the user knows better, by attribute; they go before all others
 * @throws DataSourceError for what the provider would refuse, and for a given value that does not fit
 */
export function readData(
  subject: Subject,
  config: ObjectValue,
  source: DataSource | undefined,
  given: ObjectValue = {},
  text?: PlaceholderText,
): Read {
  const of = computingOf(subject, config);
  const values = planResource(subject, config);
  for (const [name, value] of Object.entries(source?.read(config, of.context, of) ?? {}))
    values[name] = conformed(subject.block, name, value) ?? values[name] ?? null;
  for (const [name, value] of Object.entries(given)) values[name] = givenValue(subject, name, value);
  const applied = applyResource(subject, only(subject, values), {}, text);
  return { values: applied.values, placeholders: applied.placeholders };
}

function givenValue({ block, type }: Subject, name: string, value: ObjectValue[string]) {
  const fitting = conformed(block, name, value);
  if (fitting === undefined) throw new DataSourceError(`the value given for ${name} does not fit ${type}`);
  return fitting;
}

/** A name that this generation of the provider does not have is left out. */
function only({ block }: Subject, values: ObjectValue): ObjectValue {
  const has = (name: string) => Object.hasOwn(block.attributes, name) || Object.hasOwn(block.blocks, name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => has(name)));
}
