import type { CtyType } from '../../src/terraform/schema/types.ts';
import type { Declarations } from './declarations.ts';
import {
  elementOf,
  isSet,
  type Property,
  propertiesOfStruct,
  type Reference,
  referenceOf,
} from './properties.ts';

/** Told about everything that the bindings do not say. */
export type Report = (problem: string, where: string) => void;

/** The type of an attribute; `dynamic`, and a report, where the bindings do not tell it. */
export function attributeType(
  declarations: Declarations,
  property: Property,
  where: string,
  report: Report,
): CtyType {
  const reference = referenceOf(declarations, property);
  if (reference) return referenceType(declarations, reference, [where], report);
  const type = mappedType(property) ?? getterType(property) ?? declaredType(property);
  if (!type) report('an attribute of unknown type', where);
  return type ?? 'dynamic';
}

function referenceType(
  declarations: Declarations,
  { struct, collection }: Reference,
  path: string[],
  report: Report,
): CtyType {
  const isCollection = declarations.classes.get(struct)?.elementClass !== undefined;
  const inner = isCollection
    ? referenceType(declarations, elementOf(declarations, struct, false), path, report)
    : structType(declarations, struct, path, report);
  return collection === 'one' ? inner : [collection, inner];
}

function structType(declarations: Declarations, struct: string, path: string[], report: Report): CtyType {
  const properties = propertiesOfStruct(declarations, struct);
  const where = path.join('.');
  if (!properties || path.includes(struct)) {
    report(properties ? 'a type that contains itself' : 'a part without a declaration', where);
    return 'dynamic';
  }
  const attributes: Record<string, CtyType> = {};
  for (const property of properties) {
    const reference = referenceOf(declarations, property);
    attributes[property.name] = reference
      ? referenceType(declarations, reference, [...path, struct], report)
      : attributeType(declarations, property, `${where}.${property.name}`, report);
  }
  return ['object', attributes];
}

/** From how it is written out: `cdktf.listMapper(cdktf.stringToTerraform)(this._names)`. */
function mappedType(property: Property): CtyType | undefined {
  const { mapping } = property;
  if (!mapping) return undefined;
  const type = expressionType(mapping.expression.replace(/^.* === undefined \? null : /, ''));
  return type && isSet(property) && Array.isArray(type) && type[0] === 'list' ? ['set', type[1]] : type;
}

function expressionType(expression: string): CtyType | undefined {
  const mapper = /^cdkt[fn]\.(list|hash)Mapper(?:Hcl)?\(/.exec(expression);
  if (mapper) {
    const inner = expressionType(expression.slice(mapper[0].length));
    return inner && [mapper[1] === 'list' ? 'list' : 'map', inner];
  }
  const scalar = /^cdkt[fn]\.(string|number|boolean|any)To(?:Hcl)?Terraform\b/.exec(expression)?.[1];
  return scalar === undefined ? undefined : primitive(scalar);
}

/** From how it is read: a class of the library, or a method of the resource. */
function getterType(property: Property): CtyType | undefined {
  const { code } = property;
  const made =
    /new cdkt[fn]\.(String|Number|Boolean|Any)(List|Map)?(List|Map)\(this, ["']\w+["'](, true)?/.exec(code);
  if (made) return madeType(made[1] ?? '', made[2], made[3] ?? '', made[4] !== undefined);
  const method = /\.get(String|Number|Boolean|Any)?(List|Map)?Attribute\(/.exec(code);
  if (!method) return undefined;
  const element = primitive((method[1] ?? 'String').toLowerCase());
  if (method[2] === 'Map') return ['map', element];
  if (method[2] === 'List') return [isSet(property) ? 'set' : 'list', element];
  return element;
}

function madeType(element: string, inner: string | undefined, outer: string, wrapsSet: boolean): CtyType {
  const scalar = primitive(element.toLowerCase());
  const held: CtyType = inner ? [inner === 'List' ? 'list' : 'map', scalar] : scalar;
  if (outer === 'Map') return ['map', held];
  return [wrapsSet ? 'set' : 'list', held];
}

/** From the type of its input, where nothing else is known. */
function declaredType(property: Property): CtyType | undefined {
  const text = property.typeText.replace(/ \| cdkt[fn]\.IResolvable/g, '').trim();
  const match = /^(\{ \[key: string\]: )?\(?(string|number|boolean|any)\)?(?: \})?(\[\])?$/.exec(text);
  if (!match) return undefined;
  const scalar = primitive(match[2] ?? '');
  const held: CtyType = match[1] ? ['map', scalar] : scalar;
  return match[3] ? [isSet(property) ? 'set' : 'list', held] : held;
}

function primitive(name: string): 'string' | 'number' | 'bool' | 'dynamic' {
  switch (name) {
    case 'boolean':
      return 'bool';
    case 'string':
    case 'number':
      return name;
    default:
      return 'dynamic';
  }
}
