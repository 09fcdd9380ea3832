import type { Attribute, Block, NestedBlock, Nesting } from '../../src/terraform/schema/types.ts';
import { attributeType, type Report } from './attribute-type.ts';
import type { Declarations } from './declarations.ts';
import { type Property, propertiesOfStruct, type Reference, referenceOf } from './properties.ts';

/** Makes a block of properties. `path` starts with the type's name and tells where a report belongs. */
export function blockOf(
  declarations: Declarations,
  properties: Property[],
  path: string[],
  report: Report,
  outer: string[] = [],
): Block {
  const block: Block = { attributes: {}, blocks: {} };
  for (const property of properties) {
    const inner = [...path, property.name];
    const reference = property.isBlock ? referenceOf(declarations, property) : undefined;
    const nested = reference && nestedBlock(declarations, property, reference, inner, report, outer);
    if (nested) block.blocks[property.name] = nested;
    else if (property.isBlock) block.attributes[property.name] = opaque(property, inner, report);
    else block.attributes[property.name] = attributeOf(declarations, property, inner, report);
  }
  return block;
}

function attributeOf(
  declarations: Declarations,
  property: Property,
  path: string[],
  report: Report,
): Attribute {
  const { computed, optional, required } = property;
  const isReadOnly = !optional && !required;
  return {
    type: attributeType(declarations, property, path.join('.'), report),
    ...(required && { required }),
    ...(optional && { optional }),
    ...((computed || isReadOnly) && { computed: true as const }),
  };
}

/** A block that the bindings give up on, as they do where blocks contain themselves. */
function opaque({ required }: Property, path: string[], report: Report): Attribute {
  report('a block whose content is lost', path.join('.'));
  return required ? { type: 'dynamic', required } : { type: 'dynamic', optional: true };
}

function nestedBlock(
  declarations: Declarations,
  property: Property,
  reference: Reference,
  path: string[],
  report: Report,
  outer: string[],
): NestedBlock | undefined {
  const properties = propertiesOfStruct(declarations, reference.struct);
  if (!properties || outer.includes(reference.struct)) return undefined;
  const nesting = nestingOf(property, reference);
  return {
    nesting,
    ...(property.required && nesting !== 'single' && { minItems: 1 }),
    ...(reference.collection === 'one' && nesting !== 'single' && { maxItems: 1 }),
    block: blockOf(declarations, properties, path, report, [...outer, reference.struct]),
  };
}

function nestingOf({ name, mapping }: Property, { collection }: Reference): Nesting {
  switch (mapping?.shape) {
    case 'struct':
      return 'single';
    case 'list':
    case 'set':
    case 'map':
      return mapping.shape;
    default:
      // Generations without shapes do not tell `single` from a list of one; there, only `timeouts` was single.
      if (collection === 'one') return name === 'timeouts' ? 'single' : 'list';
      return collection;
  }
}
