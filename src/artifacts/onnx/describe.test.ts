import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { externalModel, goodModels } from '../testing/good-models.ts';
import { inFolder } from '../testing/scan-bytes.ts';
import { describeOnnx, describeOnnxFile } from './describe.ts';

const describeGood = (name: string) => describeOnnx(goodModels[name] ?? new Uint8Array());

describe('a description', () => {
  it('names versions, operators, inputs and outputs', () => {
    expect(describeGood('text in, score out')).toEqual({
      irVersion: 8,
      producer: 'holdfast-tests',
      opsets: { 'ai.onnx': 20 },
      operators: { MatMul: 1, StringNormalizer: 1, StringSplit: 1, TfIdfVectorizer: 1 },
      inputs: [{ name: 'x', elementType: 'string', dims: [1] }],
      outputs: [{ name: 'y', elementType: 'float', dims: [1, 1] }],
      initializers: 1,
    });
  });

  it('counts what is in subgraphs and functions, and leaves out inputs that have a value', () => {
    expect(describeGood('a condition with two subgraphs').operators).toEqual({
      Constant: 1,
      If: 1,
      Neg: 1,
      Relu: 1,
    });
    expect(describeGood('a local function').operators).toEqual({ Add: 1, 'local.functions.Twice': 1 });
    expect(describeGood('an initializer as default of an input').inputs.map(({ name }) => name)).toEqual([
      'x',
    ]);
  });

  it('knows domains and named sizes', () => {
    const description = describeGood('classical machine learning, numbers one by one');
    expect(description.opsets).toEqual({ 'ai.onnx': 20, 'ai.onnx.ml': 3 });
    expect(description.operators).toEqual({ 'ai.onnx.ml.Scaler': 1 });
    expect(description.inputs[0]?.dims).toEqual(['n', 2]);
  });

  it('of a file needs no data file, and of nonsense there is none', async () => {
    await inFolder({ 'm.onnx': externalModel(), 'n.onnx': 'nonsense' }, async (folder) => {
      expect(describeOnnxFile(join(folder, 'm.onnx')).initializers).toBe(2);
      expect(() => describeOnnxFile(join(folder, 'n.onnx'))).toThrow(InputError);
    });
  });
});
