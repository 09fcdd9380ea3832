import type { ObjectValue } from '../../../protocol/value.ts';
import { assumed, derived, type Known } from '../../fill.ts';
import type { DataSource } from '../../knowledge.ts';
import { blocksOf, textOf, textsOf } from '../../values.ts';
import { regionOf } from '../resources/arn.ts';

/** A data source that finds something in the account: its answer is made up in the right format, and says so. */
export function lookup(what: string, known: Known): DataSource {
  return assumed(`${what} is taken to exist in the account.`, { region: regionOf, ...known, tags: {} });
}

/** A list of which nothing is known is empty: what is repeated over it is not planned, which the assumption says. */
export function none(what: string, ...lists: string[]): DataSource {
  const empty = Object.fromEntries(lists.map((name): [string, never[]] => [name, []]));
  return assumed(`No ${what} that matches is taken to exist in the account.`, {
    region: regionOf,
    id: regionOf,
    ...empty,
  });
}

/** A data source in a region whose answer follows from the configuration. */
export function regional(known: Known): DataSource {
  return derived({ region: regionOf, ...known });
}

/** The values of a `filter` block; undefined without one. */
export function filterValues(config: ObjectValue, name: string): string[] | undefined {
  const filters = blocksOf(config.filter).filter((filter) => textOf(filter.name) === name);
  return filters.length === 0 ? undefined : filters.flatMap((filter) => textsOf(filter.values));
}
