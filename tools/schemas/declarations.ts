/**
 * Reads the TypeScript that CDK for Terraform generates for a provider. Its text follows fixed templates, so lines
 * are matched instead of a syntax tree built: a provider has some hundred megabytes of it.
 * https://github.com/hashicorp/terraform-cdk/tree/main/packages/%40cdktf/provider-generator
 */

/** The declarations of one group of files, by name. */
export interface Declarations {
  classes: Map<string, ClassDeclaration>;
  interfaces: Map<string, Map<string, Field>>;
  /** By the name of the interface that is mapped, then by Terraform's name of the attribute. */
  mappings: Map<string, Mappings>;
}

export interface ClassDeclaration {
  name: string;
  /** Of the library's classes: `TerraformResource`, `ComplexObject`, `ComplexList` … */
  base: string;
  /** `aws_s3_bucket`; absent for a part of a resource and for the provider. */
  resourceType?: string;
  /** What a list or map class holds. */
  elementClass?: string;
  members: Member[];
  mappings: Mappings;
}

/** An attribute or nested block as a class has it. */
export interface Member {
  name: string;
  computed: boolean;
  optional: boolean;
  required: boolean;
  /** Its private field and its getter. */
  code: string;
}

/** An attribute or nested block as a configuration interface has it. */
export interface Field {
  isOptional: boolean;
  /** By its documentation, "… block": the only sign that tells a block from an attribute used as one. */
  isBlock: boolean;
  typeText: string;
}

export type Mappings = Map<string, Mapping>;

/** How an attribute is written out. Generations before HCL output have no shape. */
export interface Mapping {
  expression: string;
  shape?: string;
  storage?: string;
}

export function parseDeclarations(source: string): Declarations {
  return { classes: classesOf(source), interfaces: interfacesOf(source), mappings: mappingsOf(source) };
}

function classesOf(source: string): Map<string, ClassDeclaration> {
  const classes = new Map<string, ClassDeclaration>();
  const pattern = /^export (?:abstract )?class (\w+) extends cdkt[fn]\.(\w+) \{\n([\s\S]*?)^\}/gm;
  for (const [, name = '', base = '', body = ''] of source.matchAll(pattern)) {
    const resourceType = /tfResourceType(?:: string)? = "([^"]+)"/.exec(body)?.[1];
    const elementClass = /public get\((?:index|key): \w+\): (\w+)/.exec(body)?.[1];
    classes.set(name, {
      name,
      base,
      ...(resourceType && { resourceType }),
      ...(elementClass && { elementClass }),
      members: membersOf(body),
      mappings: mappingsIn(
        /^ {2}protected synthesizeAttributes\(\)[\s\S]*?^ {2}\}/m.exec(body)?.[0] ?? '',
        /^ {2}protected synthesizeHclAttributes\(\)[\s\S]*?^ {2}\}/m.exec(body)?.[0],
      ),
    });
  }
  return classes;
}

function membersOf(body: string): Member[] {
  const pattern =
    /^ {2}\/\/ (\S+) - computed: (true|false), optional: (true|false), required: (true|false)\n([\s\S]*?^ {2}\})/gm;
  return [...body.matchAll(pattern)].map(([, name = '', computed, optional, required, code = '']) => ({
    name,
    computed: computed === 'true',
    optional: optional === 'true',
    required: required === 'true',
    code,
  }));
}

function interfacesOf(source: string): Map<string, Map<string, Field>> {
  const interfaces = new Map<string, Map<string, Field>>();
  const pattern = /^export interface (\w+)(?: extends [^{]+)? \{\n([\s\S]*?)^\}/gm;
  for (const [, name = '', body = ''] of source.matchAll(pattern)) interfaces.set(name, fieldsOf(body));
  return interfaces;
}

function fieldsOf(body: string): Map<string, Field> {
  const fields = new Map<string, Field>();
  const pattern = /\/\*\*([\s\S]*?)\*\/\s*readonly \w+(\?)?: ([^\n]*);/g;
  for (const [, documentation = '', mark, typeText = ''] of body.matchAll(pattern)) {
    const name = / \w+#(\w+)\}/.exec(documentation)?.[1];
    if (name === undefined) continue;
    const isBlock = new RegExp(`^\\s*\\* ${name} block\\s*$`, 'm').test(documentation);
    fields.set(name, { isOptional: mark === '?', isBlock, typeText });
  }
  return fields;
}

function mappingsOf(source: string): Map<string, Mappings> {
  const plain = functionBodies(source, 'ToTerraform');
  const hcl = functionBodies(source, 'ToHclTerraform');
  return new Map([...plain].map(([name, body]) => [name, mappingsIn(body, hcl.get(name))]));
}

/** The mapping functions with the given ending, by the interface that they map. */
function functionBodies(source: string, ending: string): Map<string, string> {
  const pattern = new RegExp(
    `^export function \\w+?${ending}\\(struct\\?: (\\w+)[^\\n]*\\n([\\s\\S]*?)^\\}`,
    'gm',
  );
  return new Map(
    [...source.matchAll(pattern)].map(([, type = '', body = '']) => [structName(type), body] as const),
  );
}

/** A struct has an interface `X` and a class `XOutputReference`. */
export function structName(type: string): string {
  return type.replace(/OutputReference$/, '');
}

function mappingsIn(plain: string, hcl: string | undefined): Mappings {
  return hcl === undefined ? plainMappings(plain) : hclMappings(hcl);
}

function plainMappings(body: string): Mappings {
  return new Map(
    [...body.matchAll(/^ {4,6}"?(\w+)"?: (.+),$/gm)].map(([, name = '', expression = '']) => [
      name,
      { expression },
    ]),
  );
}

function hclMappings(body: string): Mappings {
  const pattern =
    /^ +"?(\w+)"?: \{\n +value: ([^\n]*),\n +isBlock: \w+,\n +type: "(\w+)",\n +storageClassType: "(\w+)",/gm;
  return new Map(
    [...body.matchAll(pattern)].map(([, name = '', expression = '', shape = '', storage = '']) => [
      name,
      { expression, shape, storage },
    ]),
  );
}
