import type { ObjectValue, Value } from '../protocol/value.ts';
import { isObject, Unknown } from '../protocol/value.ts';

/** The text, or undefined for what is null, unknown or no text. */
export function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list or set; what is null or unknown in it is left out. */
export function textsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}

/** A whole number that JavaScript can hold exactly, else undefined. */
export function integerOf(value: Value | undefined): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** The blocks of one name: as a list or set has them, or the only one. */
export function blocksOf(value: Value | undefined): ObjectValue[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** Whether the configuration leaves an attribute to the provider. */
export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null || value instanceof Unknown;
}
