import { dataTypeOf } from './data-types.ts';
import type { Message } from './message.ts';
import type { ModelContext } from './model-context.ts';
import type { Scope } from './scope.ts';

const maxConstantValues = 64;

/** Where an operator is told the size of what it makes. https://onnx.ai/onnx/operators/ */
const sizes: Record<string, { input: number } | { attribute: string }> = {
  BlackmanWindow: { input: 0 },
  ConstantOfShape: { input: 0 },
  Expand: { input: 1 },
  HammingWindow: { input: 0 },
  HannWindow: { input: 0 },
  OneHot: { input: 1 },
  RandomNormal: { attribute: 'shape' },
  RandomUniform: { attribute: 'shape' },
  Resize: { input: 3 },
  Tile: { input: 1 },
};

const random = new Set([
  'Bernoulli',
  'Multinomial',
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
]);

/** Integers of a constant value, where it is small and its bytes are in the model. */
function constantIntegers(context: ModelContext, scope: Scope, name: string): bigint[] | undefined {
  const constant = scope.constant(name);
  if (!constant) return undefined;
  if ('values' in constant) return constant.values.map(BigInt);
  const { tensor } = constant;
  const type = dataTypeOf(tensor.int('data_type'))?.name;
  if (type !== 'int64' && type !== 'int32') return undefined;
  const raw = tensor.blobs('raw_data')[0];
  if (!raw) return tensor.numbers(`${type}_data`).first.map(BigInt);
  const width = type === 'int64' ? 8 : 4;
  const bytes = context.source.read(raw.offset, Math.min(raw.length, maxConstantValues * width));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, index) =>
    width === 8 ? view.getBigInt64(index * 8, true) : BigInt(view.getInt32(index * 4, true)),
  );
}

function product(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total * (value < 0n ? 1n : value), 1n);
}

/** How many elements the node makes at least, when the model itself fixes it. */
function madeElements(context: ModelContext, node: Message, scope: Scope): bigint | undefined {
  const operator = node.text('op_type');
  const inputs = node.texts('input');
  if (operator === 'Range') {
    const [start, limit, delta] = [0, 1, 2].map(
      (index) => constantIntegers(context, scope, inputs[index] ?? '')?.[0],
    );
    return start === undefined || limit === undefined || !delta ? undefined : (limit - start) / delta;
  }
  const size = Object.hasOwn(sizes, operator) ? sizes[operator] : undefined;
  if (!size) return undefined;
  const values =
    'input' in size
      ? constantIntegers(context, scope, inputs[size.input] ?? '')
      : node
          .children('attribute')
          .find((attribute) => attribute.text('name') === size.attribute)
          ?.numbers('ints')
          .first.map(BigInt);
  return values && product(values);
}

function checkLoop(context: ModelContext, node: Message, scope: Scope, where: string): void {
  const [count = '', condition = ''] = node.texts('input');
  if (condition !== '') return;
  // Without a condition the body's own is ignored. https://onnx.ai/onnx/operators/onnx__Loop.html
  if (count === '') {
    context.add('endless-loop', 'a loop with no end', node, where);
    return;
  }
  const turns = constantIntegers(context, scope, count)?.[0] ?? 0n;
  if (turns > BigInt(context.file.limits.loopTurns))
    context.add('endless-loop', `a loop of ${turns} turns`, node, where);
}

/**
 * What a standard operator could be made to do with constants alone. Sizes that the model computes are not seen here:
 * the server's limits on memory and time are for those.
 */
export function checkRisks(context: ModelContext, node: Message, scope: Scope, where: string): void {
  const operator = node.text('op_type');
  if (operator === 'Loop') checkLoop(context, node, scope, where);
  if (random.has(operator))
    context.add('random-operator', 'the same request may get another answer', node, where);
  if (operator === 'ImageDecoder')
    context.add('operator-parses-files', 'decodes image files that come with a request', node, where);
  const elements = madeElements(context, node, scope);
  if (elements !== undefined && elements > BigInt(context.file.limits.constantElements))
    context.add('large-allocation', `makes ${elements} elements from nothing`, node, where);
}
