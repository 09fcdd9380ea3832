import { printable } from '../report.ts';
import { checkSparseTensor, checkTensor } from './check-tensor.ts';
import { checkType } from './check-type.ts';
import type { Message } from './message.ts';
import type { ModelContext } from './model-context.ts';

// AttributeProto.AttributeType by number from 1: the one field that may be set for it.
const contents = [
  'f',
  'i',
  's',
  't',
  'g',
  'floats',
  'ints',
  'strings',
  'tensors',
  'graphs',
  'sparse_tensor',
  'sparse_tensors',
  'tp',
  'type_protos',
] as const;
// Left out by proto3 writers when they are zero or empty; the others carry the whole value.
const mayBeAbsent = new Set(['f', 'i', 's', 'floats', 'ints', 'strings', 'tensors', 'graphs']);

/** Names are unique, and each attribute holds exactly what its type says. Returns the graphs inside them. */
export function checkAttributes(
  context: ModelContext,
  attributes: readonly Message[],
  inFunction: boolean,
  where: string,
): { graph: Message; where: string }[] {
  const names = new Set<string>();
  return attributes.flatMap((attribute) => {
    const name = attribute.text('name');
    const place = `${where}.${printable(name)}`;
    if (name === '') context.add('missing-field', 'an attribute without a name', attribute, where);
    if (names.has(name)) context.add('duplicate-name', 'an attribute is there twice', attribute, place);
    names.add(name);
    return checkAttribute(context, attribute, inFunction, place);
  });
}

function objectionTo(attribute: Message, inFunction: boolean): string | undefined {
  const wanted = contents[Number(attribute.int('type') ?? 0n) - 1];
  if (!wanted) return `attribute type ${attribute.int('type') ?? 0n} is not defined`;
  const present = contents.filter((name) => attribute.has(name));
  if (attribute.text('ref_attr_name') !== '') {
    if (!inFunction) return 'refers to an attribute of a function, outside of one';
    return present.length > 0 ? 'has a value and refers to another one' : undefined;
  }
  const other = present.find((name) => name !== wanted);
  if (other) return `is of type "${wanted}" but holds "${other}"`;
  return present.length === 0 && !mayBeAbsent.has(wanted) ? `holds no "${wanted}"` : undefined;
}

function checkAttribute(
  context: ModelContext,
  attribute: Message,
  inFunction: boolean,
  where: string,
): { graph: Message; where: string }[] {
  const objection = objectionTo(attribute, inFunction);
  if (objection) {
    context.add('attribute-invalid', objection, attribute, where);
    return [];
  }
  const both = (one: string, many: string) => [...attribute.children(one), ...attribute.children(many)];
  for (const tensor of both('t', 'tensors')) checkTensor(context, tensor, where);
  for (const sparse of both('sparse_tensor', 'sparse_tensors')) checkSparseTensor(context, sparse, where);
  for (const type of both('tp', 'type_protos')) checkType(context, type, where);
  return both('g', 'graphs').map((graph) => ({ graph, where }));
}
