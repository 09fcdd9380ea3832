import {
  type ClassDeclaration,
  type Declarations,
  type Field,
  type Mapping,
  type Mappings,
  structName,
} from './declarations.ts';

/** An attribute or nested block with all that the declarations say about it. */
export interface Property {
  name: string;
  computed: boolean;
  optional: boolean;
  required: boolean;
  isBlock: boolean;
  /** The private field and the getter; empty where only an interface declares it. */
  code: string;
  /** The TypeScript type of its input; empty when it has no input. */
  typeText: string;
  mapping?: Mapping;
}

/** The properties of a resource, a data source, an ephemeral resource or a provider. */
export function propertiesOfResource(declarations: Declarations, resource: ClassDeclaration): Property[] {
  const fields = declarations.interfaces.get(`${resource.name}Config`);
  return propertiesOfClass(resource, fields, resource.mappings);
}

/** The properties of a part of a resource, from its class, or from its interface where it has no class. */
export function propertiesOfStruct(declarations: Declarations, type: string): Property[] | undefined {
  const name = structName(type);
  const fields = declarations.interfaces.get(name);
  const mappings = declarations.mappings.get(name) ?? new Map();
  const part = declarations.classes.get(type);
  if (part) return propertiesOfClass(part, fields, mappings);
  return fields && propertiesOfFields(fields, mappings);
}

function propertiesOfClass(
  { members }: ClassDeclaration,
  fields: Map<string, Field> | undefined,
  mappings: Mappings,
): Property[] {
  return members.map((member) => {
    const field = fields?.get(member.name);
    const mapping = mappings.get(member.name);
    const typeText = field?.typeText ?? /private _\w+\?: ([^;]+);/.exec(member.code)?.[1] ?? '';
    return { ...member, isBlock: field?.isBlock ?? false, typeText, ...(mapping && { mapping }) };
  });
}

function propertiesOfFields(fields: Map<string, Field>, mappings: Mappings): Property[] {
  return [...fields].map(([name, { isOptional, isBlock, typeText }]) => {
    const mapping = mappings.get(name);
    const flags = { computed: false, optional: isOptional, required: !isOptional };
    return { name, ...flags, isBlock, code: '', typeText, ...(mapping && { mapping }) };
  });
}

/** A property made of further properties: which struct, and how many of it. */
export interface Reference {
  struct: string;
  collection: 'one' | 'list' | 'set' | 'map';
}

/** What a property refers to; undefined for one of plain values. */
export function referenceOf(declarations: Declarations, property: Property): Reference | undefined {
  const reference = fromClass(declarations, property.code) ?? fromType(declarations, property.typeText);
  if (reference?.collection === 'list' && isSet(property)) return { ...reference, collection: 'set' };
  return reference;
}

/** Sets are written as lists; their shape says so, or, before there were shapes, the getter converts them. */
export function isSet({ mapping, code }: Property): boolean {
  return mapping?.shape ? mapping.shape === 'set' : /Fn\.tolist\(/.test(code);
}

function fromClass(declarations: Declarations, code: string): Reference | undefined {
  // `new XList(this, "x", true)`; in the oldest generation `new X(this, 'x', index, true)`. The flag means a set.
  const made = /new (\w+)\(this, ["']\w+["'](, index)?(?:, (true|false))?\)/.exec(code);
  if (!made) return undefined;
  const [, name = '', index, flag] = made;
  if (index) return { struct: name, collection: flag === 'true' ? 'set' : 'list' };
  return declarations.classes.has(name) ? elementOf(declarations, name, flag === 'true') : undefined;
}

/** What a class holds: itself, or the elements of the list or map that it is. */
export function elementOf(declarations: Declarations, className: string, wrapsSet: boolean): Reference {
  const declared = declarations.classes.get(className);
  const struct = declared?.elementClass ?? className;
  if (declared?.base.endsWith('Map')) return { struct, collection: 'map' };
  if (declared?.base.endsWith('List') && declared.elementClass)
    return { struct, collection: wrapsSet ? 'set' : 'list' };
  return { struct: className, collection: 'one' };
}

function fromType(declarations: Declarations, typeText: string): Reference | undefined {
  const match = /^(\{ \[key: string\]: )?(\w+)(?: \})?(\[\])?(?: \| cdkt[fn]\.IResolvable)?$/.exec(typeText);
  const [, map, struct = '', list] = match ?? [];
  if (!declarations.interfaces.has(struct)) return undefined;
  if (map) return { struct, collection: 'map' };
  return { struct, collection: list ? 'list' : 'one' };
}
