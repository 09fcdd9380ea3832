import type { ObjectValue, Value } from '../../protocol/value.ts';
import type { Block, CtyType } from '../../schema/types.ts';
import { isObject } from '../values.ts';

/** Whether a value has a type exactly: an object has all its attributes and no others. */
export function fits(value: Value | undefined, type: CtyType): boolean {
  if (value === null) return true;
  if (value === undefined) return false;
  if (typeof type === 'string')
    return type === 'dynamic' || typeof value === (type === 'bool' ? 'boolean' : type);
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set':
      return Array.isArray(value) && value.every((element) => fits(element, inner));
    case 'map':
      return isObject(value) && Object.values(value).every((element) => fits(element, inner));
    case 'object':
      return isObject(value) && fitsObject(value, inner);
    case 'tuple':
      return (
        Array.isArray(value) &&
        value.length === inner.length &&
        inner.every((one, at) => fits(value[at], one))
      );
  }
}

function fitsObject(value: ObjectValue, attributes: Record<string, CtyType>): boolean {
  const names = Object.keys(attributes);
  return (
    Object.keys(value).every((name) => names.includes(name)) &&
    names.every((name) => fits(value[name], attributes[name] ?? 'dynamic'))
  );
}

/** The attributes and blocks of a result that its schema does not have, or has of another type. */
export function misfits(result: ObjectValue, block: Block): string[] {
  return Object.entries(result)
    .filter(([name, value]) => {
      const attribute = block.attributes[name];
      return attribute ? !fits(value, attribute.type) : block.blocks[name] === undefined;
    })
    .map(([name]) => name);
}

/** A configuration that gives a block's required attributes something of their type, and no others. */
export function leastConfig(block: Block, given: ObjectValue = {}): ObjectValue {
  const attributes = Object.entries(block.attributes).map(([name, attribute]): [string, Value] => [
    name,
    attribute.required ? sample(attribute.type) : null,
  ]);
  const blocks = Object.entries(block.blocks).map(([name, { nesting }]): [string, Value] => [
    name,
    nesting === 'single' ? null : [],
  ]);
  return { ...Object.fromEntries([...attributes, ...blocks]), ...given };
}

function sample(type: CtyType): Value {
  switch (type) {
    case 'string':
      return 'some';
    case 'number':
      return 4;
    case 'bool':
      return true;
    case 'dynamic':
      return null;
    default:
      return type[0] === 'list' || type[0] === 'set' ? [sample(type[1])] : {};
  }
}
