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

function checkAttribute(
  context: ModelContext,
  attribute: Message,
  inFunction: boolean,
  where: string,
): { graph: Message; where: string }[] {
  const refuse = (message: string) => {
    context.add('attribute-invalid', message, attribute, where);
    return [];
  };
  const wanted = contents[Number(attribute.int('type') ?? 0n) - 1];
  if (!wanted) return refuse(`attribute type ${attribute.int('type') ?? 0n} is not defined`);
  const present = contents.filter((name) => attribute.has(name));
  if (attribute.text('ref_attr_name') !== '') {
    if (!inFunction) return refuse('refers to an attribute of a function, outside of one');
    return present.length > 0 ? refuse('has a value and refers to another one') : [];
  }
  const other = present.find((name) => name !== wanted);
  if (other) return refuse(`is of type "${wanted}" but holds "${other}"`);
  if (present.length === 0 && !mayBeAbsent.has(wanted)) return refuse(`holds no "${wanted}"`);
  for (const name of ['t', 'tensors'] as const)
    for (const tensor of attribute.children(name)) checkTensor(context, tensor, where);
  for (const name of ['sparse_tensor', 'sparse_tensors'] as const)
    for (const tensor of attribute.children(name)) checkSparseTensor(context, tensor, where);
  for (const name of ['tp', 'type_protos'] as const)
    for (const type of attribute.children(name)) checkType(context, type, where);
  return [...attribute.children('g'), ...attribute.children('graphs')].map((graph) => ({ graph, where }));
}
