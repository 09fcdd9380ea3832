import { type DataType, dataTypeOf, listEntries, packedBytes } from './data-types.ts';
import { checkExternalData } from './external-data.ts';
import type { Message } from './message.ts';
import type { ModelContext } from './model-context.ts';

const lists = ['float_data', 'int32_data', 'int64_data', 'double_data', 'uint64_data'] as const;
const maxRank = 64;

/** Number of elements of `dims`, or undefined after a finding. An empty list of dims is a scalar. */
function elementsOf(context: ModelContext, holder: Message, where: string): bigint | undefined {
  const dims = holder.numbers('dims');
  if (dims.count > maxRank) {
    context.add('tensor-invalid', `${dims.count} dimensions`, holder, where);
    return undefined;
  }
  const sizes = dims.first.map((value) => BigInt(value));
  if (sizes.some((size) => size < 0n)) {
    context.add('tensor-invalid', 'a dimension is negative', holder, where);
    return undefined;
  }
  const product = sizes.reduce((total, size) => total * size, 1n);
  // Zero in one place must not excuse an overflow in another: runtimes multiply in 64 bits.
  const widest = sizes.filter((size) => size > 0n).reduce((total, size) => total * size, 1n);
  if (widest <= BigInt(Number.MAX_SAFE_INTEGER) / 16n) return product;
  context.add('tensor-invalid', 'the dimensions multiply to more than any memory', holder, where);
  return undefined;
}

function typedEntries(tensor: Message): { name: string; count: number }[] {
  const found = lists.map((name) => ({ name: name as string, count: tensor.numbers(name).count }));
  found.push({ name: 'string_data', count: tensor.blobs('string_data').length });
  return found.filter(({ count }) => count > 0);
}

/** Why the data of a tensor is not where it may be; undefined when it is in one place at most. */
function objectionToPlaces(tensor: Message, type: DataType, external: boolean): string | undefined {
  const location = tensor.int('data_location') ?? 0n;
  if (location !== 0n && location !== 1n) return 'data_location is not defined';
  if (!external && tensor.children('external_data').length > 0)
    return 'external_data without data_location EXTERNAL';
  const raw = tensor.has('raw_data');
  if (typedEntries(tensor).length + Number(raw) + Number(external) > 1)
    return 'its data is in more than one place';
  return type.name === 'string' && (external || raw) ? 'strings as raw bytes' : undefined;
}

/** Shape, type and data of a tensor agree, and its data is in one place only. */
export function checkTensor(context: ModelContext, tensor: Message, where: string): void {
  const type = dataTypeOf(tensor.int('data_type'));
  const external = tensor.int('data_location') === 1n;
  const objection = !type
    ? `data_type ${tensor.int('data_type') ?? 0n} is not defined`
    : tensor.has('segment')
      ? 'a tensor in segments'
      : objectionToPlaces(tensor, type, external);
  if (objection) context.add('tensor-invalid', objection, tensor, where);
  if (!type || objection) return;
  const elements = elementsOf(context, tensor, where);
  if (elements === undefined) return;
  if (external) checkExternalData(context, tensor, Number(packedBytes(type, elements)), where);
  else checkInlineSize(context, tensor, type, elements, where);
}

function checkInlineSize(
  context: ModelContext,
  tensor: Message,
  type: DataType,
  elements: bigint,
  where: string,
): void {
  const typed = typedEntries(tensor)[0];
  const raw = tensor.blobs('raw_data')[0];
  if (raw) {
    const needed = packedBytes(type, elements);
    if (BigInt(raw.length) !== needed)
      context.add('tensor-size-differs', `raw_data has ${raw.length} bytes, not ${needed}`, tensor, where);
    return;
  }
  if (typed && typed.name !== type.list) {
    context.add('tensor-invalid', `${typed.name} in a tensor of ${type.name}`, tensor, where);
    return;
  }
  const needed = listEntries(type, elements);
  if (BigInt(typed?.count ?? 0) !== needed)
    context.add(
      'tensor-size-differs',
      `${type.list} has ${typed?.count ?? 0} entries, not ${needed}`,
      tensor,
      where,
    );
}

/** Values and indices fit, and the dense tensor that a runtime makes of it is not a bomb. */
export function checkSparseTensor(context: ModelContext, sparse: Message, where: string): void {
  const [values, indices] = [sparse.child('values'), sparse.child('indices')];
  if (!values || !indices) {
    context.add('missing-field', 'values or indices are missing', sparse, where);
    return;
  }
  checkTensor(context, values, `${where}.values`);
  checkTensor(context, indices, `${where}.indices`);
  if (dataTypeOf(indices.int('data_type'))?.name !== 'int64')
    context.add('tensor-invalid', 'indices are not int64', indices, where);
  const count = values.numbers('dims').first[0];
  if (values.numbers('dims').count !== 1 || indices.numbers('dims').first[0] !== count)
    context.add('tensor-invalid', 'values and indices are not equally many', sparse, where);
  const elements = elementsOf(context, sparse, where);
  if (elements !== undefined && elements > BigInt(context.file.limits.constantElements))
    context.add('large-allocation', `${elements} elements when it is made dense`, sparse, where);
}
