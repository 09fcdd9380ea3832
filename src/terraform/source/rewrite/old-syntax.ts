import type { Node } from 'web-tree-sitter';
import { type Attribute, attributeOf, type Body } from '../body.ts';
import { stringNodeOf, stringText } from '../hcl-syntax.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text.ts';
import { change, type Rewrite } from './rewritten.ts';

/**
 * Brings what Terraform before 0.12 wrote into the form that Terraform reads today: quoted types, quoted references
 * and the functions `list` and `map`.
 * https://developer.hashicorp.com/terraform/language/v1.1.x/upgrade-guides/0-12
 * https://developer.hashicorp.com/terraform/language/v1.1.x/upgrade-guides/0-15#legacy-configuration-language-features
 */
export function modernise(file: SourceFile): Rewrite {
  const edits = [...typeEdits(file), ...(file.tree ? quotedReferences(file) : [])];
  const changes = edits.map((edit) => {
    const old = file.text.slice(edit.start, edit.end);
    return change(file, 'old-syntax', edit, `${old} is read as ${edit.text}`);
  });
  const rewrite = { edits, changes };
  if (file.tree) modernCalls(file, file.tree.rootNode, rewrite);
  return rewrite;
}

function quotedReferences(file: SourceFile): TextEdit[] {
  const bodies = [
    ...['resource', 'data', 'ephemeral'].flatMap((kind) => file.body.blocks(kind, 2)),
    ...file.body.blocks('module', 1),
    ...file.body.blocks('output', 1),
  ].map(({ body }) => body);
  return bodies.flatMap((body) => referenceEdits(file, body));
}

/** Terraform 0.12 took `"list"` and `"map"` as `list(any)` and `map(any)`. */
const types: Record<string, string> = {
  list: 'list(any)',
  map: 'map(any)',
  set: 'set(any)',
  string: 'string',
  number: 'number',
  bool: 'bool',
  any: 'any',
};

function typeEdits(file: SourceFile): TextEdit[] {
  return file.body.blocks('variable', 1).flatMap(({ body }) => {
    const value = attributeOf(body, 'type')?.value;
    const written = value?.literal;
    if (value === undefined || written === undefined) return [];
    const simple = Object.hasOwn(types, written) ? types[written] : undefined;
    const known =
      simple ?? (/^(?:list|map|set)\((?:string|number|bool|any)\)$/.test(written) ? written : undefined);
    if (known === undefined || (file.json && known === written)) return [];
    return [{ start: value.start, end: value.end, text: file.json ? JSON.stringify(known) : known }];
  });
}

function referenceEdits(file: SourceFile, body: Body): TextEdit[] {
  const lifecycles = body.blocks('lifecycle', 0).map((lifecycle) => lifecycle.body);
  return [
    ...listedReferences(file, attributeOf(body, 'depends_on')),
    ...lifecycles.flatMap((one) => ignoredChanges(file, attributeOf(one, 'ignore_changes'))),
    ...unquoted(attributeOf(body, 'provider')?.value),
    ...(attributeOf(body, 'providers')?.value.members() ?? []).flatMap(({ value }) => unquoted(value)),
  ];
}

const traversal = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[(?:\d+|"[^"\\$%]*")\])*$/;

function unquoted(value: Attribute['value'] | undefined): TextEdit[] {
  if (value?.literal === undefined || !traversal.test(value.literal)) return [];
  return [{ start: value.start, end: value.end, text: value.literal }];
}

function ignoredChanges(file: SourceFile, attribute: Attribute | undefined): TextEdit[] {
  if (attribute && /^\[\s*"\*"\s*,?\s*\]$/.test(attribute.value.text) && !attribute.value.text.includes('\n'))
    return [{ start: attribute.value.start, end: attribute.value.end, text: 'all' }];
  return listedReferences(file, attribute);
}

/** The quoted references in a list. */
function listedReferences(file: SourceFile, attribute: Attribute | undefined): TextEdit[] {
  if (!attribute || !file.tree || !attribute.value.text.includes('"')) return [];
  const { start, end } = attribute.value;
  const tuple = file.tree.rootNode.descendantForIndex(start, end)?.descendantsOfType('tuple')[0];
  const elements = tuple?.namedChildren.filter((child) => child.type === 'expression') ?? [];
  return elements.flatMap((element) => {
    const string = stringNodeOf(element);
    const text = string && stringText(string);
    if (text === undefined || !traversal.test(text)) return [];
    return [{ start: element.startIndex, end: element.endIndex, text }];
  });
}

/** `list(a, b)` and `map(k, v)`, which are no functions any more but still the names of types. */
function modernCalls(file: SourceFile, root: Node, rewrite: Rewrite): void {
  if (!/\b(?:list|map)\s*\(/.test(file.text)) return;
  const types = file.body.blocks('variable', 1).flatMap(({ body }) => attributeOf(body, 'type') ?? []);
  for (const call of root.descendantsOfType('function_call')) {
    const name = call.firstNamedChild?.text;
    const inType = types.some((type) => type.start <= call.startIndex && call.endIndex <= type.end);
    if (inType || (name !== 'list' && name !== 'map')) continue;
    const edits = name === 'list' ? listEdits(call) : mapEdits(call);
    rewrite.edits.push(...edits);
    if (edits.length > 0) {
      const span = { start: call.startIndex, end: call.endIndex };
      rewrite.changes.push(change(file, 'old-syntax', span, `${name}(…) is read as to${name}(…)`));
    }
  }
}

function argumentsOf(call: Node): Node | undefined {
  return call.namedChildren.find((child) => child.type === 'function_arguments');
}

/** An edit from the name to the first argument or the end, and one for the closing parenthesis. */
function wrapped(call: Node, open: string, close: string): TextEdit[] {
  const name = call.firstNamedChild;
  const parenthesis = call.children.find((child) => child.type === '(' || child.text === '(');
  if (!name || !parenthesis) return [];
  return [
    { start: name.startIndex, end: parenthesis.endIndex, text: open },
    { start: call.endIndex - 1, end: call.endIndex, text: close },
  ];
}

function listEdits(call: Node): TextEdit[] {
  if (argumentsOf(call)?.children.some((child) => child.type === 'ellipsis')) return [];
  return wrapped(call, 'tolist([', '])');
}

function mapEdits(call: Node): TextEdit[] {
  const given = argumentsOf(call)?.children ?? [];
  const keys = given.filter((child) => child.type === 'expression').filter((_, index) => index % 2 === 0);
  const commas = given.filter((child) => child.text === ',').filter((_, index) => index % 2 === 0);
  if (commas.length !== keys.length || given.some((child) => child.type === 'ellipsis')) return [];
  return [
    ...wrapped(call, 'tomap({', '})'),
    ...keys.flatMap((key) => [
      { start: key.startIndex, end: key.startIndex, text: '(' },
      { start: key.endIndex, end: key.endIndex, text: ')' },
    ]),
    ...commas.map((comma) => ({ start: comma.startIndex, end: comma.endIndex, text: ' =' })),
  ];
}
