import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpError } from '../http/http-error.ts';
import { chosenOutputs, readInferRequest } from './infer-request.ts';

const input = (changes: object = {}) => ({
  name: 'x',
  datatype: 'INT64',
  shape: [2],
  data: [1, 2],
  ...changes,
});
const request = (changes: object = {}) => ({ inputs: [input()], ...changes });

describe('an inference request', () => {
  it('is read into tensors', () => {
    expect(
      readInferRequest(request({ id: '', outputs: [{ name: 'a', parameters: {} }], parameters: {} })),
    ).toEqual({
      id: '',
      inputs: [{ name: 'x', datatype: 'INT64', shape: [2], data: [1n, 2n] }],
      outputs: ['a'],
    });
    expect(readInferRequest({ inputs: [] })).toEqual({ inputs: [] });
  });

  it('may say what is done anyway', () => {
    const parameters = { binary_data: false, binary_data_output: false, content_type: 'str' };
    expect(readInferRequest(request({ parameters, inputs: [input({ parameters })] })).inputs.length).toBe(1);
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'must be a JSON object'],
    ['a list', [request()], 'must be a JSON object'],
    ['a text', 'x', 'must be a JSON object'],
    ['nothing', {}, 'inputs must be a list'],
    ['an unknown field', request({ model: 'x' }), 'the request has the unknown field "model"'],
    ['__proto__', JSON.parse('{"__proto__": {"inputs": []}}'), 'the unknown field "__proto__"'],
    [
      'a constructor',
      JSON.parse('{"inputs": [{"constructor": {"prototype": {}}}]}'),
      'the unknown field "constructor"',
    ],
    ['an id that is no text', request({ id: 1 }), 'id must be a text'],
    ['a long id', request({ id: 'x'.repeat(257) }), 'id must be a text'],
    ['an object of inputs', request({ inputs: { x: [1] } }), 'inputs must be a list'],
    ['too many inputs', request({ inputs: Array(101).fill(input()) }), 'more than 100 tensors'],
    ['an input that is null', request({ inputs: [null] }), 'inputs[0] must be a JSON object'],
    ['no name', request({ inputs: [{ ...input(), name: undefined }] }), 'inputs[0] has no name'],
    ['a type that is none', request({ inputs: [input({ datatype: 'FP16' })] }), 'no datatype of: BOOL'],
    ['a type of a prototype', request({ inputs: [input({ datatype: 'toString' })] }), 'no datatype of: BOOL'],
    ['no shape', request({ inputs: [{ ...input(), shape: undefined }] }), 'needs a shape'],
    ['a shape of texts', request({ inputs: [input({ shape: ['2'] })] }), 'needs a shape'],
    ['a shape of nothing', request({ inputs: [input({ shape: [0] })] }), 'needs a shape'],
    ['half a size', request({ inputs: [input({ shape: [1.5] })] }), 'needs a shape'],
    ['a size beyond integers', request({ inputs: [input({ shape: [1e300] })] }), 'needs a shape'],
    ['nine dimensions', request({ inputs: [input({ shape: Array(9).fill(1) })] }), 'needs a shape'],
    ['no data', request({ inputs: [{ ...input(), data: undefined }] }), 'needs data'],
    ['data that is one value', request({ inputs: [input({ data: 1 })] }), 'needs data'],
    [
      'a value of another type',
      request({ inputs: [input({ data: [1, '2'] })] }),
      'a value that is not INT64, at 1',
    ],
    ['null as a value', request({ inputs: [input({ data: [null] })] }), 'a value that is not INT64, at 0'],
    [
      'a value beyond int64',
      request({ inputs: [input({ data: [2n ** 63n] })] }),
      'a value that is not INT64',
    ],
    ['digits that are lost', request({ inputs: [input({ data: [2 ** 60] })] }), 'a value that is not INT64'],
    [
      'lists deeper than its shape',
      request({ inputs: [input({ data: [[1], [2]] })] }),
      'a value that is not INT64',
    ],
    ['an output without a name', request({ outputs: [{}] }), 'outputs[0] has no name'],
    ['an output that is a text', request({ outputs: ['label'] }), 'outputs[0] must be a JSON object'],
    [
      'binary data',
      request({ inputs: [input({ parameters: { binary_data_size: 4 } })] }),
      'binary tensor extension',
    ],
    [
      'binary answers',
      request({ outputs: [{ name: 'x', parameters: { binary_data: true } }] }),
      'binary tensor extension',
    ],
    ['parameters that are a list', request({ parameters: [] }), 'must be a JSON object'],
    ['an unknown parameter', request({ parameters: { sequence_id: 1 } }), 'the unknown field "sequence_id"'],
    ['a parameter of a prototype', request({ parameters: { toString: 1 } }), 'the unknown field "toString"'],
    ['another content type', request({ parameters: { content_type: 'pd' } }), 'no such setting'],
  ])('with %s is refused', (_what, value, message) => {
    expect(() => readInferRequest(value)).toThrow(HttpError);
    expect(() => readInferRequest(value)).toThrow(message);
  });

  it('is read or refused, whatever it is, and pollutes nothing', () => {
    const part = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), tie('fields'), fc.array(tie('any'), { maxLength: 3 })),
      fields: fc.dictionary(
        fc.constantFrom(
          'inputs',
          'outputs',
          'name',
          'shape',
          'datatype',
          'data',
          'parameters',
          'id',
          '__proto__',
        ),
        tie('any'),
      ),
    }));
    fc.assert(
      fc.property(part.any, (value) => {
        try {
          readInferRequest(value);
        } catch (error) {
          expect(error).toBeInstanceOf(HttpError);
        }
      }),
      { numRuns: 300 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('chosen outputs', () => {
  const specs = ['a', 'b'].map((name) => ({ name, datatype: 'FP32' as const, shape: [-1] }));

  it('are those of the names, and all without', () => {
    expect(chosenOutputs(specs, undefined)).toEqual(specs);
    expect(chosenOutputs(specs, ['b'])).toEqual([specs[1]]);
  });

  it.each([
    [['c'], 'there is no output "c"; outputs are: a, b'],
    [['a', 'a'], 'the output a is asked for twice'],
  ])('%j are refused', (names, message) => {
    expect(() => chosenOutputs(specs, names)).toThrow(message);
  });
});
