import { isObject, isUnknown, type ObjectValue, type Value } from '../protocol/value.ts';
import type { CtyType } from './types.ts';

/** Whether a value has a type exactly: an object has all its attributes and no others. Null and unknown fit all. */
export function fits(value: Value | undefined, type: CtyType): boolean {
  if (value === null || isUnknown(value)) return true;
  if (value === undefined) return false;
  switch (type) {
    case 'dynamic':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'bool':
      return typeof value === 'boolean';
  }
  switch (type[0]) {
    case 'list':
    case 'set':
      return Array.isArray(value) && value.every((element) => fits(element, type[1]));
    case 'map':
      return isObject(value) && Object.values(value).every((element) => fits(element, type[1]));
    case 'object':
      return isObject(value) && fitsObject(value, type[1]);
    case 'tuple':
      return (
        Array.isArray(value) &&
        value.length === type[1].length &&
        type[1].every((one, at) => fits(value[at], one))
      );
  }
}

function fitsObject(value: ObjectValue, attributes: Record<string, CtyType>): boolean {
  const names = Object.keys(attributes);
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name) && fits(value[name], attributes[name] ?? 'dynamic'))
  );
}
