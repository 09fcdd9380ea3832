import type { Node } from 'web-tree-sitter';
import { isUnknown, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import type { Block, CtyType, NestedBlock } from '../schema/types.ts';
import { attributesOf, blocksOf, bodyOf, labelsOf } from './declarations.ts';
import { evaluate, referencesIn } from './expressions.ts';
import { type Scope, withNames } from './scope.ts';
import { converted, EvaluationError, elementsOf } from './values.ts';

/** Told of what could not be evaluated. */
export type Complain = (node: Node, message: string) => void;

/** What an expression comes to; one that Terraform would refuse is unknown, and said. */
export function evaluated(node: Node, scope: Scope, complain: Complain): Value {
  try {
    return evaluate(node, scope);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    complain(node, error.message);
    return unknown;
  }
}

/** The arguments of Terraform itself, which no provider sees. */
const meta = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
  'providers',
]);

/** The configuration of a resource by its schema; what the schema does not have is left out, and said. */
export function configOf(
  bodies: readonly Node[],
  block: Block,
  scope: Scope,
  complain: Complain,
): ObjectValue {
  const made: ObjectValue = Object.fromEntries(Object.keys(block.attributes).map((name) => [name, null]));
  for (const [name, node] of attributesOf(bodies)) {
    const attribute = block.attributes[name];
    if (attribute) made[name] = fitting(evaluated(node, scope, complain), attribute.type, node, complain);
    else if (!meta.has(name) && !Object.hasOwn(block.blocks, name))
      complain(node, `there is no argument ${name}`);
  }
  const written = blocksOf(bodies);
  for (const [name, nodes] of written) {
    const asBlock = blockOf(block.attributes[name]?.type);
    if (asBlock) made[name] = nestedOf(nodes, asBlock, scope, complain);
  }
  for (const [name, nested] of Object.entries(block.blocks))
    made[name] = nestedOf(written.get(name) ?? [], nested, scope, complain);
  return made;
}

/**
 * What a configuration says beyond the schema: arguments and blocks of other versions of the provider, as they are
 * written. They count, so that an old module is not taken for an empty one.
 */
export function beyondSchema(bodies: readonly Node[], block: Block, scope: Scope): ObjectValue {
  const made: ObjectValue = {};
  const isKnown = (name: string) =>
    meta.has(name) || Object.hasOwn(block.attributes, name) || Object.hasOwn(block.blocks, name);
  for (const [name, node] of attributesOf(bodies))
    if (!isKnown(name)) made[name] = evaluated(node, scope, () => undefined);
  for (const [name, nodes] of blocksOf(bodies))
    if (!isKnown(name))
      made[name] = nodes.some((node) => labelsOf(node)[0] === 'dynamic')
        ? unknown
        : nodes.map((node) =>
            beyondSchema(
              [bodyOf(node)].filter((body) => body !== undefined),
              empty,
              scope,
            ),
          );
  return made;
}

const empty: Block = { attributes: {}, blocks: {} };

function fitting(value: Value, type: CtyType, node: Node, complain: Complain): Value {
  const found = converted(value, type);
  if (found !== undefined) return found;
  complain(node, 'the value is of another type');
  return unknown;
}

function nestedOf(nodes: readonly Node[], nested: NestedBlock, scope: Scope, complain: Complain): Value {
  const contents = nodes.map((node) => contentsOf(node, nested.block, scope, complain));
  if (contents.some((one) => one === undefined)) return unknown;
  const all = contents.flatMap((one) => one ?? []);
  switch (nested.nesting) {
    case 'list':
    case 'set':
      return all.map(({ value }) => value);
    case 'single':
      return all[0]?.value ?? null;
    case 'map':
      return Object.fromEntries(all.map(({ label, value }) => [label, value]));
  }
}

/**
 * Some lists of objects may be written as blocks.
 * https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */
function blockOf(type: CtyType | undefined): NestedBlock | undefined {
  if (!Array.isArray(type) || (type[0] !== 'list' && type[0] !== 'set')) return undefined;
  const [nesting, inner] = type;
  if (!Array.isArray(inner) || inner[0] !== 'object') return undefined;
  const attributes = Object.entries(inner[1]).map(
    ([name, one]) => [name, { type: one, optional: true }] as const,
  );
  return { nesting, block: { attributes: Object.fromEntries(attributes), blocks: {} } };
}

interface Content {
  label: string;
  value: ObjectValue;
}

/** What one nested block, or one `dynamic` block, makes; undefined when that cannot be told. */
function contentsOf(node: Node, block: Block, scope: Scope, complain: Complain): Content[] | undefined {
  const body = bodyOf(node);
  const bodies = body ? [body] : [];
  const [kind, label = ''] = labelsOf(node);
  if (kind !== 'dynamic') return [{ label, value: configOf(bodies, block, scope, complain) }];
  const [content] = blocksOf(bodies).get('content') ?? [];
  const arguments_ = attributesOf(bodies);
  const [repeated, iterator] = [arguments_.get('for_each'), arguments_.get('iterator')?.text ?? label];
  const inner = content && bodyOf(content);
  if (!repeated || !inner) return [];
  const each = evaluated(repeated, scope, complain);
  const elements = isUnknown(each) ? undefined : elementsOf(each ?? []);
  return elements?.map(([key, value]) => ({
    label: String(key),
    value: configOf([inner], block, withNames(scope, { [iterator]: { key, value } }), complain),
  }));
}

/** What the expressions of a block refer to, as a plan's configuration lists it. */
export function expressionsOf(bodies: readonly Node[]): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, node] of attributesOf(bodies)) {
    if (meta.has(name)) continue;
    const references = referencesIn(node);
    made[name] = references.length > 0 ? { references } : constantOf(node);
  }
  for (const [name, nodes] of blocksOf(bodies)) {
    if (meta.has(name)) continue;
    const plain = nodes.filter((node) => labelsOf(node)[0] !== 'dynamic');
    made[name] = plain.map((node) => expressionsOf([bodyOf(node)].filter((body) => body !== undefined)));
  }
  return made;
}

/** A constant is short: what takes longer is none that matters. */
const nowhere = (): Scope => ({
  files: { read: () => undefined },
  budget: { left: 10_000 },
  reference: () => ({ value: unknown, used: 0 }),
});

function constantOf(node: Node): Record<string, unknown> {
  try {
    const value = evaluate(node, nowhere());
    return isUnknown(value) ? {} : { constant_value: value };
  } catch {
    return {};
  }
}
