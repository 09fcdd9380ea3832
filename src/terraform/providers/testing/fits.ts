import type { ObjectValue, Value } from '../../protocol/value.ts';
import { fits } from '../../schema/fits.ts';
import type { Block, CtyType } from '../../schema/types.ts';

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
