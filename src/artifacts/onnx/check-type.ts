import { dataTypeOf } from './data-types.ts';
import type { Message } from './message.ts';
import type { ModelContext } from './model-context.ts';

const kinds = ['tensor_type', 'sparse_tensor_type', 'sequence_type', 'optional_type', 'map_type'] as const;

/** A value's type: exactly one kind, element types that ONNX defines, possible dimensions. */
export function checkType(context: ModelContext, type: Message, where: string): void {
  const present = kinds.filter((kind) => type.has(kind));
  const kind = present[0];
  const inner = kind && type.child(kind);
  if (!kind || !inner || present.length > 1) {
    context.add('type-invalid', 'a type must be of exactly one kind', type, where);
    return;
  }
  switch (kind) {
    case 'tensor_type':
    case 'sparse_tensor_type':
      checkTensorType(context, inner, where);
      return;
    case 'sequence_type':
    case 'optional_type':
      checkElement(context, inner, 'elem_type', where);
      return;
    case 'map_type':
      if (!dataTypeOf(inner.int('key_type')))
        context.add('type-invalid', 'the key type of a map is not defined', inner, where);
      checkElement(context, inner, 'value_type', where);
      return;
  }
}

function checkElement(
  context: ModelContext,
  holder: Message,
  field: 'elem_type' | 'value_type',
  where: string,
): void {
  const element = holder.child(field);
  if (!element) {
    context.add('type-invalid', 'the element type is missing', holder, where);
    return;
  }
  checkType(context, element, where);
}

function checkTensorType(context: ModelContext, tensor: Message, where: string): void {
  const code = tensor.int('elem_type');
  if (!dataTypeOf(code))
    context.add('type-invalid', `element type ${code ?? 0n} is not defined`, tensor, where);
  for (const dim of tensor.child('shape')?.children('dim') ?? []) {
    if (dim.has('dim_value') && dim.has('dim_param'))
      context.add('type-invalid', 'a dimension is both a number and a name', dim, where);
    // -1 is what some exporters write for "not known".
    if ((dim.int('dim_value') ?? 0n) < -1n)
      context.add('type-invalid', 'a dimension is negative', dim, where);
  }
}
