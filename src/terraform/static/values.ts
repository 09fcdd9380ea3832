import { isObject, isUnknown, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import type { CtyType } from '../schema/types.ts';

/** What Terraform would refuse; `try` and `can` catch it, all else makes the value unknown. */
export class EvaluationError extends Error {}

/** Far more than a configuration holds; a value that doubles with every local passes it within twenty. */
const weightMax = 2_000_000;
const weights = new WeakMap<object, number>();

/** The value, when it is no larger than anybody needs. A part that is used many times counts each time. */
export function bounded(value: Value): Value {
  if (weightOf(value) > weightMax) throw new EvaluationError('the value is too large');
  return value;
}

function weightOf(value: Value): number {
  if (typeof value === 'string') return 1 + value.length / 8;
  if (typeof value !== 'object' || value === null || isUnknown(value)) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  // Ends as soon as it is too much, so that what was not bounded before takes no longer either.
  let weight = 1;
  for (const part of Object.values(value)) {
    weight += weightOf(part);
    if (weight > weightMax) break;
  }
  weights.set(value, weight);
  return weight;
}

/** As in a template, or where a text is wanted; undefined for what is no scalar. */
export function asText(value: Value | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

export function asNumber(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.trim() === '' || Number.isNaN(Number(value))) return undefined;
  return Number(value);
}

export function asBool(value: Value | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** Lists that are sets: in them, keys are the elements themselves. */
const sets = new WeakSet<object>();

export function asSet(values: readonly Value[]): Value[] {
  const set = distinct(values);
  sets.add(set);
  return set;
}

/** Elements of a list, or of the values of a map in the order of its keys. */
export function elementsOf(value: Value): [key: Value, value: Value][] | undefined {
  if (Array.isArray(value))
    return value.map((element, index) => [sets.has(value) ? element : index, element]);
  if (isObject(value)) return sortedKeys(value).map((key) => [key, value[key] ?? null]);
  return undefined;
}

/** By code points, as Terraform sorts. */
export function sortedKeys(value: ObjectValue): string[] {
  return Object.keys(value).sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

/** Undefined where it hangs on something unknown. */
export function isEqual(left: Value, right: Value): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && allEqual(left.map((one, at) => [one, right[at] ?? null]));
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length || keys.some((key) => !Object.hasOwn(right, key)))
      return false;
    return allEqual(keys.map((key) => [left[key] ?? null, right[key] ?? null]));
  }
  if (typeof left === 'object' || typeof right === 'object') return left === null && right === null;
  if (typeof left === 'bigint' || typeof right === 'bigint') return Number(left) === Number(right);
  return left === right;
}

function allEqual(pairs: readonly [Value, Value][]): boolean | undefined {
  const answers = pairs.map(([left, right]) => isEqual(left, right));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** The elements without those that are there before; unknown ones count as different. */
export function distinct(values: readonly Value[]): Value[] {
  const found: Value[] = [];
  for (const value of values) if (!found.some((one) => isEqual(one, value) === true)) found.push(value);
  return found;
}

/** The value as Terraform converts it to a type; undefined when it cannot. */
export function converted(value: Value, type: CtyType): Value | undefined {
  if (value === null || isUnknown(value) || type === 'dynamic') return value;
  switch (type) {
    case 'string':
      return asText(value);
    case 'number':
      return asNumber(value);
    case 'bool':
      return asBool(value);
  }
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set': {
      if (!Array.isArray(value)) return undefined;
      const list = whole(value.map((one) => converted(one, inner)));
      return kind === 'set' && list ? asSet(list) : list;
    }
    case 'map':
      return isObject(value) ? members(value, () => inner) : undefined;
    case 'object':
      return isObject(value) ? withAll(value, inner) : undefined;
    case 'tuple':
      return Array.isArray(value)
        ? whole(value.map((one, at) => converted(one, inner[at] ?? 'dynamic')))
        : undefined;
  }
}

function members(value: ObjectValue, typeOf: (key: string) => CtyType): ObjectValue | undefined {
  const made: ObjectValue = {};
  for (const [key, one] of Object.entries(value)) {
    const found = converted(one, typeOf(key));
    if (found === undefined) return undefined;
    made[key] = found;
  }
  return made;
}

/** An object has every attribute of its type, and no other. */
function withAll(value: ObjectValue, attributes: Record<string, CtyType>): ObjectValue | undefined {
  const chosen = Object.fromEntries(Object.keys(attributes).map((name) => [name, value[name] ?? null]));
  return members(chosen, (name) => attributes[name] ?? 'dynamic');
}

function whole(values: readonly (Value | undefined)[]): Value[] | undefined {
  return values.includes(undefined) ? undefined : (values as Value[]);
}

/** A member of an object or an element of a list; unknown where that cannot be told. */
export function indexed(value: Value, key: Value): Value {
  if (isUnknown(value) || isUnknown(key)) return unknown;
  if (isObject(value)) {
    const name = asText(key) ?? '';
    if (Object.hasOwn(value, name)) return value[name] ?? null;
    throw new EvaluationError(`there is no ${name}`);
  }
  const index = asNumber(key);
  if (Array.isArray(value) && index !== undefined && index >= 0 && index < value.length)
    return value[index] ?? null;
  throw new EvaluationError(`there is no element ${String(asText(key))}`);
}
