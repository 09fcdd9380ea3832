import { isUnknown, type ObjectValue, type Value } from '../../protocol/value.ts';
import {
  asBool,
  asNumber,
  asSet,
  asText,
  distinct,
  EvaluationError,
  elementsOf,
  indexed,
  isEqual,
  sortedKeys,
} from '../values.ts';
import { list, number, object, text } from './arguments.ts';
import type { Functions } from './static-function.ts';

const madeMax = 100_000;

function flattened(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (Array.isArray(value) ? flattened(value) : [value]));
}

function isIn(values: readonly Value[], value: Value): boolean | undefined {
  const answers = values.map((one) => isEqual(one, value));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function product(lists: readonly Value[][]): Value[] {
  const count = lists.reduce((all, one) => all * one.length, 1);
  if (count > madeMax) throw new EvaluationError('there are too many combinations');
  return lists.reduce<Value[][]>(
    (all, one) => all.flatMap((left) => one.map((right) => [...left, right])),
    [[]],
  );
}

function range(args: readonly Value[]): Value[] {
  const [first = 0, second, third] = args.map(number);
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (limit < start ? -1 : 1);
  const length = step === 0 ? 0 : Math.max(0, Math.ceil((limit - start) / step));
  if (length > madeMax) throw new EvaluationError('the range is too long');
  return Array.from({ length }, (_, at) => start + at * step);
}

function merged(maps: readonly Value[]): Value {
  return Object.assign({}, ...maps.filter((one) => one !== null).map(object)) as ObjectValue;
}

function isNothing(value: Value): boolean {
  return value === null || value === '';
}

function lookedUp([map, key, fallback]: readonly Value[]): Value {
  const [found, name] = [object(map), text(key)];
  if (Object.hasOwn(found, name)) return found[name] ?? null;
  if (fallback === undefined) throw new EvaluationError(`there is no ${name}`);
  return fallback;
}

function first(values: readonly Value[], isWanted: (value: Value) => boolean): Value {
  const found = values.find(isWanted);
  if (found === undefined) throw new EvaluationError('there is no such value');
  return found;
}

function sorted(values: readonly Value[]): Value[] {
  return values.map(text).sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

function converting(convert: (value: Value) => Value | undefined) {
  return {
    call([value]: readonly Value[]): Value {
      if (value === null || value === undefined) return null;
      const found = convert(value);
      if (found === undefined) throw new EvaluationError('it cannot be converted');
      return found;
    },
  };
}

/** Scalars of different types become texts, which is not followed here. */
function ofOneType<T extends Value[] | ObjectValue>(values: T): T | undefined {
  const kinds = new Set(Object.values(values).map((one) => typeof one));
  return kinds.size > 1 && ['string', 'number', 'boolean'].some((kind) => kinds.has(kind as 'string'))
    ? undefined
    : values;
}

export const collections: Functions = {
  alltrue: { call: ([values]) => list(values).every((one) => asBool(one) === true) },
  anytrue: { call: ([values]) => list(values).some((one) => asBool(one) === true) },
  chunklist: {
    call([values, size]) {
      const [all, length] = [list(values), Math.max(1, number(size))];
      return Array.from({ length: Math.ceil(all.length / length) }, (_, at) =>
        all.slice(at * length, (at + 1) * length),
      );
    },
  },
  coalesce: { isPartial: true, call: (values) => first(values, (one) => !isNothing(one)) },
  coalescelist: {
    isPartial: true,
    call: (values) => first(values, (one) => Array.isArray(one) && one.length > 0),
  },
  compact: { call: ([values]) => list(values).filter((one) => !isNothing(one)) },
  concat: { isPartial: true, call: (lists) => lists.flatMap(list) },
  contains: { isPartial: true, call: ([values, value]) => isIn(list(values), value ?? null) },
  distinct: { call: ([values]) => distinct(list(values)) },
  element: {
    isPartial: true,
    call([values, index]) {
      const all = list(values);
      if (all.length === 0) throw new EvaluationError('the list is empty');
      // Only some versions of Terraform count from the end.
      return number(index) < 0 ? undefined : all[number(index) % all.length];
    },
  },
  flatten: {
    isPartial: true,
    call: ([values]) => (list(values).some(isUnknown) ? undefined : flattened(list(values))),
  },
  index: {
    call: ([values, value]) =>
      first(
        list(values).map((one, at) => (isEqual(one, value ?? null) ? at : null)),
        (one) => one !== null,
      ),
  },
  keys: { isPartial: true, call: ([map]) => sortedKeys(object(map)) },
  length: {
    isPartial: true,
    call([value]) {
      if (typeof value === 'string') return [...value].length;
      return Array.isArray(value) ? value.length : Object.keys(object(value)).length;
    },
  },
  lookup: { isPartial: true, call: lookedUp },
  matchkeys: {
    call: ([values, keys, search]) =>
      list(values).filter((_, at) => isIn(list(search), list(keys)[at] ?? null)),
  },
  merge: { isPartial: true, call: merged },
  nonsensitive: { isPartial: true, call: ([value]) => value },
  sensitive: { isPartial: true, call: ([value]) => value },
  one: {
    isPartial: true,
    call([values]) {
      const all = list(values);
      if (all.length > 1) throw new EvaluationError('there is more than one');
      return all[0] ?? null;
    },
  },
  range: { call: range },
  reverse: { isPartial: true, call: ([values]) => [...list(values)].reverse() },
  setintersection: {
    call: ([head, ...rest]) =>
      distinct(list(head)).filter((one) => rest.every((other) => isIn(list(other), one))),
  },
  setproduct: { isPartial: true, call: (lists) => product(lists.map(list)) },
  setsubtract: { call: ([from, gone]) => asSet(list(from).filter((one) => !isIn(list(gone), one))) },
  setunion: { call: (lists) => asSet(lists.flatMap(list)) },
  slice: { isPartial: true, call: ([values, from, to]) => list(values).slice(number(from), number(to)) },
  sort: { call: ([values]) => sorted(list(values)) },
  sum: { call: ([values]) => list(values).reduce<number>((all, one) => all + number(one), 0) },
  tobool: converting(asBool),
  tolist: { isPartial: true, call: ([value]) => ofOneType(list(value)) },
  tomap: { isPartial: true, call: ([value]) => ofOneType(object(value)) },
  tonumber: converting(asNumber),
  toset: {
    call([value]) {
      const all = list(value);
      return asSet(all.every((one) => typeof one === 'string') ? sorted(all) : all);
    },
  },
  tostring: converting(asText),
  transpose: {
    call([map]) {
      const made: Record<string, string[]> = {};
      for (const [key, values] of elementsOf(object(map)) ?? [])
        for (const value of list(values).map(text)) made[value] = [...(made[value] ?? []), text(key)];
      return made;
    },
  },
  values: {
    isPartial: true,
    call: ([map]) => sortedKeys(object(map)).map((key) => indexed(object(map), key)),
  },
  zipmap: {
    isPartial: true,
    call([keys, values]) {
      const [names, all] = [list(keys), list(values)];
      return names.every((one) => typeof one === 'string') && names.length === all.length
        ? Object.fromEntries(names.map((name, at) => [String(name), all[at] ?? null]))
        : undefined;
    },
  },
};
