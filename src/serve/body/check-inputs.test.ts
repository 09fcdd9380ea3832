import { describe, expect, it } from 'vitest';
import type { Tensor, TensorSpec } from '../../inference/tensor.ts';
import { HttpError } from '../http/http-error.ts';
import { checkInputs } from './check-inputs.ts';

const specs: TensorSpec[] = [
  { name: 'text', datatype: 'BYTES', shape: [-1] },
  { name: 'pair', datatype: 'FP32', shape: [-1, 2] },
];
const text = (changes: Partial<Tensor> = {}): Tensor => ({
  name: 'text',
  datatype: 'BYTES',
  shape: [1],
  data: ['a'],
  ...changes,
});
const pair = (changes: Partial<Tensor> = {}): Tensor => ({
  name: 'pair',
  datatype: 'FP32',
  shape: [1, 2],
  data: [1, 2],
  ...changes,
});
const check = (tensors: Tensor[]) => checkInputs(tensors, specs, { batch: 3, textBytes: 10 });

describe('inputs', () => {
  it.each<[string, Tensor[]]>([
    ['each once', [text(), pair()]],
    ['in any order', [pair(), text()]],
    ['as many rows as are allowed', [text({ shape: [3], data: ['a', 'b', ''] }), pair()]],
    ['a text as long as is allowed', [text({ data: ['0123456789'] }), pair()]],
    ['the largest number of its type', [text(), pair({ data: [3.4028234663852886e38, -0] })]],
  ])('pass with %s', (_what, tensors) => {
    expect(() => check(tensors)).not.toThrow();
  });

  it.each<[string, Tensor[], string, string]>([
    ['an input missing', [text()], 'input', 'pair is missing'],
    ['none', [], 'input', 'text is missing'],
    ['one twice', [text(), text(), pair()], 'input', 'text is given 2 times'],
    ['an unknown one', [text(), pair(), text({ name: '__proto__' })], 'input', 'no input "__proto__"'],
    ['another type', [text(), pair({ datatype: 'FP64' })], 'input', 'is FP64; the model takes FP32'],
    ['another rank', [text({ shape: [1, 1] }), pair()], 'input', 'the shape [1,1]; the model takes [-1]'],
    ['another width', [text(), pair({ shape: [1, 3], data: [1, 2, 3] })], 'input', 'takes [-1,2]'],
    ['no rows', [text({ shape: [0], data: [] }), pair()], 'input', 'the shape [0]'],
    ['a negative size', [text({ shape: [-1] }), pair()], 'input', 'the shape [-1]'],
    ['too few values', [text({ shape: [2] }), pair()], 'input', 'has 1 values; its shape [2] needs 2'],
    ['a huge shape', [text({ shape: [2 ** 52] }), pair()], 'input', 'has 1 values'],
    [
      'too many rows',
      [text({ shape: [4], data: ['a', 'b', 'c', 'd'] }), pair()],
      'too-large',
      '4 rows; at most 3',
    ],
    ['too long a text', [text({ data: ['0123456789a'] }), pair()], 'too-large', 'more than 10 bytes'],
    ['too long a text in bytes', [text({ data: ['éééééé'] }), pair()], 'too-large', 'more than 10 bytes'],
    ['a NUL', [text({ data: ['ham\0spam'] }), pair()], 'input', 'NUL'],
    ['half a character', [text({ data: ['\ud83d'] }), pair()], 'input', 'not valid Unicode'],
    ['a number beyond its type', [text(), pair({ data: [1e39, 0] })], 'input', 'FP32 cannot hold'],
    ['infinity', [text(), pair({ data: [Number.POSITIVE_INFINITY, 0] })], 'input', 'FP32 cannot hold'],
  ])('are refused with %s', (_what, tensors, reason, message) => {
    expect(() => check(tensors)).toThrow(HttpError);
    expect(() => check(tensors)).toThrow(
      expect.objectContaining({ reason, message: expect.stringContaining(message) }),
    );
  });
});
