import { isObject, isUnknown, isWhollyKnown, type ObjectValue, type Value } from '../protocol/value.ts';
import type { BlockKnowledge, Compute, Computing, ResourceKnowledge } from '../providers/knowledge.ts';
import type { Block, CtyType } from '../schema/types.ts';
import { absent, conformed } from './conform.ts';
import { type PlaceholderText, placeholder } from './placeholder.ts';
import { eachBlock } from './plan-resource.ts';
import { computingOf, type Subject } from './subject.ts';

/** A resource as it would be after an apply that nobody made. */
export interface Applied {
  values: ObjectValue;
  /** Names of attributes whose values stand for those that only the provider could tell. */
  placeholders: string[];
  /** Those among them that the configuration could have set: the provider chooses, and nobody knows what. */
  left: string[];
}

/** Rounds in which computed values may build upon one another; an id, an ARN, what has the ARN in it, and one more. */
const roundsMax = 5;

/** Fills in everything that the plan left unknown. */
export function applyResource(
  subject: Subject,
  planned: ObjectValue,
  knowledge: ResourceKnowledge = {},
  text?: PlaceholderText,
): Applied {
  const values = { ...planned };
  const { attributes } = subject.block;
  const open = Object.keys(attributes).filter((name) => !isWhollyKnown(values[name]));
  const known = { ...knowledge.planned, ...knowledge.computed };
  const fill = (name: string) => fillIn(subject, values, name, text);
  settle(subject, values, known);
  for (const name of ['id', 'arn']) {
    if (!open.includes(name) || isWhollyKnown(values[name])) continue;
    fill(name);
    settle(subject, values, known);
  }
  const placeholders = open.filter((name) => !isWhollyKnown(values[name]));
  for (const name of placeholders) fill(name);
  fillNested({ subject, of: computingOf(subject, values), text }, subject.block, values, knowledge, []);
  const made = open.filter((name) => isUnknown(planned[name]));
  return {
    values,
    placeholders: made,
    left: placeholders.filter((name) => attributes[name]?.optional === true),
  };
}

/** Computes what is known of the provider until nothing more follows. */
function settle(subject: Subject, values: ObjectValue, known: Record<string, Value | Compute>): void {
  const of = computingOf(subject, values);
  for (let round = 0; round < roundsMax; round++) {
    const found = Object.entries(known).flatMap(([name, what]) => {
      if (!isOpen(subject.block, values, name)) return [];
      const value = typeof what === 'function' ? what(of) : what;
      const fitting = value === undefined ? undefined : conformed(subject.block, name, value);
      return fitting !== undefined && isWhollyKnown(fitting) ? [[name, fitting] as const] : [];
    });
    for (const [name, value] of found) values[name] = value;
    if (found.length === 0) return;
  }
}

/** Whether a name is one that the provider is to fill: an attribute that is not known, or a block that is absent. */
function isOpen(block: Block, values: ObjectValue, name: string): boolean {
  if (Object.hasOwn(block.attributes, name)) return !isWhollyKnown(values[name]);
  if (!Object.hasOwn(block.blocks, name)) return false;
  const value = values[name];
  return value === null || (Array.isArray(value) && value.length === 0);
}

function fillIn(subject: Subject, values: ObjectValue, name: string, text?: PlaceholderText): void {
  const attribute = subject.block.attributes[name];
  if (attribute === undefined) return;
  const request = { ...subject, of: computingOf(subject, values) };
  values[name] = withoutUnknown(values[name] ?? null, attribute.type, (path, type) =>
    placeholder(request, [name, ...path], type, attribute.optional === true, text),
  );
}

type Make = (path: string[], type: CtyType) => Value;

/** Replaces what is unknown within a value. */
function withoutUnknown(value: Value, type: CtyType, make: Make, path: string[] = []): Value {
  if (isUnknown(value)) return make(path, type);
  if (Array.isArray(value))
    return value.map((one, index) =>
      withoutUnknown(one, elementType(type, String(index)), make, [...path, String(index)]),
    );
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      withoutUnknown(one, elementType(type, key), make, [...path, key]),
    ]),
  );
}

function elementType(type: CtyType, key: string): CtyType {
  if (!Array.isArray(type)) return 'dynamic';
  switch (type[0]) {
    case 'list':
    case 'set':
    case 'map':
      return type[1];
    case 'object':
      return type[1][key] ?? 'dynamic';
    case 'tuple':
      return type[1][Number(key)] ?? 'dynamic';
  }
}

interface Filling {
  subject: Subject;
  of: Computing;
  text: PlaceholderText | undefined;
}

/** Computed attributes of nested blocks, at all depths. A block of which nothing is known is taken as absent. */
function fillNested(
  filling: Filling,
  block: Block,
  values: ObjectValue,
  knowledge: BlockKnowledge,
  path: string[],
): void {
  for (const [name, nested] of Object.entries(block.blocks)) {
    const known = knowledge.blocks?.[name] ?? {};
    const filled = eachBlock(values[name] ?? null, (one, index) =>
      fillBlock(filling, nested.block, one, known, [...path, name, String(index)]),
    );
    values[name] = isUnknown(filled) ? absent(nested) : filled;
  }
}

function fillBlock(
  filling: Filling,
  block: Block,
  value: ObjectValue,
  knowledge: BlockKnowledge,
  path: string[],
): ObjectValue {
  const { subject, of, text } = filling;
  const values = { ...value };
  const inner = { ...subject, block, address: `${subject.address}\0${path.join('.')}` };
  settle(inner, values, knowledge.computed ?? {});
  for (const [name, { type, optional }] of Object.entries(block.attributes))
    values[name] = withoutUnknown(values[name] ?? null, type, (deeper, missing) => {
      const request = { type: subject.type, block, of };
      return placeholder(request, [...path, name, ...deeper], missing, optional === true, text);
    });
  fillNested(filling, block, values, knowledge, path);
  return values;
}
