import {
  type Bytes,
  bytes,
  int,
  join,
  message,
  packedFloats,
  packedInts,
} from '../../artifacts/testing/proto-writer.ts';
import { digestOf } from '../../base/digest.ts';
import { loadServedModel, type ServedModel } from '../served-model.ts';

/**
 * Small models for tests, written field by field as in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto and run
 * in the real runtime.
 */
const elementTypes = {
  FP32: 1,
  UINT8: 2,
  INT32: 6,
  INT64: 7,
  BYTES: 8,
  BOOL: 9,
  FP64: 11,
  UINT64: 13,
} as const;
type ElementType = keyof typeof elementTypes;
type Shape = (number | string)[];

function value(field: 11 | 12, name: string, type: ElementType, shape: Shape): Bytes {
  const sizes = shape.map((size) => message(1, typeof size === 'number' ? int(1, size) : bytes(2, size)));
  const tensor = message(1, int(1, elementTypes[type]), message(2, ...sizes));
  return message(field, bytes(1, name), message(2, tensor));
}

const input = (name: string, type: ElementType, shape: Shape) => value(11, name, type, shape);
const output = (name: string, type: ElementType, shape: Shape) => value(12, name, type, shape);

function node(operator: string, inputs: string[], outputs: string[], ...attributes: Bytes[]): Bytes {
  const names = [...inputs.map((name) => bytes(1, name)), ...outputs.map((name) => bytes(2, name))];
  return message(1, ...names, bytes(4, operator), ...attributes.map((attribute) => message(5, attribute)));
}

const intAttribute = (name: string, number: number) => join(bytes(1, name), int(3, number), int(20, 2));
const textAttribute = (name: string, text: string) => join(bytes(1, name), bytes(4, text), int(20, 3));
const intsAttribute = (name: string, numbers: number[]) =>
  join(bytes(1, name), ...numbers.map((number) => int(8, number)), int(20, 7));
const textsAttribute = (name: string, texts: string[]) =>
  join(bytes(1, name), ...texts.map((text) => bytes(9, text)), int(20, 8));

const floats = (name: string, shape: number[], values: number[]) =>
  message(5, packedInts(1, shape), int(2, elementTypes.FP32), packedFloats(4, values), bytes(8, name));
const integers = (name: string, shape: number[], values: number[]) =>
  message(5, packedInts(1, shape), int(2, elementTypes.INT64), packedInts(7, values), bytes(8, name));

function model(...graph: Bytes[]): Bytes {
  return join(int(1, 9), message(7, bytes(2, 'test'), ...graph), message(8, bytes(1, ''), int(2, 20)));
}

/** Knows some words and their weights: `text` [N] to `label` and `score` [N]. */
export function textModel(
  weights: Record<string, number> = { free: 4, winner: 3, meeting: -4 },
  bias = -1,
): Bytes {
  const words = Object.keys(weights);
  return model(
    node(
      'StringNormalizer',
      ['text'],
      ['lower'],
      textAttribute('case_change_action', 'LOWER'),
      textAttribute('locale', 'C'),
    ),
    node('StringSplit', ['lower'], ['words', 'counts']),
    node(
      'TfIdfVectorizer',
      ['words'],
      ['features'],
      textAttribute('mode', 'TF'),
      intAttribute('min_gram_length', 1),
      intAttribute('max_gram_length', 1),
      intAttribute('max_skip_count', 0),
      intsAttribute('ngram_counts', [0]),
      intsAttribute(
        'ngram_indexes',
        words.map((_, at) => at),
      ),
      textsAttribute('pool_strings', words),
    ),
    node('MatMul', ['features', 'weights'], ['sums']),
    node('Add', ['sums', 'bias'], ['logits']),
    node('Sigmoid', ['logits'], ['scores']),
    node('Squeeze', ['scores', 'second'], ['score']),
    node('Greater', ['score', 'half'], ['above']),
    node('Cast', ['above'], ['label'], intAttribute('to', elementTypes.INT64)),
    floats('weights', [words.length, 1], Object.values(weights)),
    floats('bias', [1], [bias]),
    floats('half', [], [0.5]),
    integers('second', [1], [1]),
    input('text', 'BYTES', ['N']),
    output('label', 'INT64', ['N']),
    output('score', 'FP32', ['N']),
  );
}

/** A weighted sum: `features` [N, 3] to `value` [N]. */
export function sumModel(weights: [number, number, number] = [1, 10, 100]): Bytes {
  return model(
    node('MatMul', ['features', 'weights'], ['sums']),
    node('Squeeze', ['sums', 'second'], ['value']),
    floats('weights', [3, 1], weights),
    integers('second', [1], [1]),
    input('features', 'FP32', ['N', 3]),
    output('value', 'FP32', ['N']),
  );
}

/** Answers each input `x` as the output `x_out`. */
export function echoModel(inputs: Record<string, [ElementType, Shape]>): Bytes {
  const names = Object.keys(inputs);
  return model(
    ...names.map((name) => node('Identity', [name], [`${name}_out`])),
    ...Object.entries(inputs).map(([name, [type, shape]]) => input(name, type, shape)),
    ...Object.entries(inputs).map(([name, [type, shape]]) => output(`${name}_out`, type, shape)),
  );
}

/** Divides: `x` [N] to `inverse` [N], which is no number for 0. */
export function inverseModel(): Bytes {
  return model(
    node('Reciprocal', ['x'], ['inverse']),
    input('x', 'FP32', ['N']),
    output('inverse', 'FP32', ['N']),
  );
}

/** Fails on every text that is no number, quoting it: `text` [N] to `value` [N]. */
export function parsingModel(): Bytes {
  return model(
    node('Cast', ['text'], ['value'], intAttribute('to', elementTypes.FP32)),
    input('text', 'BYTES', ['N']),
    output('value', 'FP32', ['N']),
  );
}

export function load(bytes: Bytes, name: string, version = '1'): Promise<ServedModel> {
  return loadServedModel(bytes, { name, version, digest: digestOf(bytes) });
}
