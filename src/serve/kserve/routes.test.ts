import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveModels } from '../live-models.ts';
import type { ServedModel } from '../served-model.ts';
import { echoModel, inverseModel, load, parsingModel, sumModel, textModel } from '../testing/models.ts';
import { ask, serverOf } from '../testing/server.ts';

let app: FastifyInstance;
let spam: ServedModel;
beforeAll(async () => {
  spam = await load(textModel(), 'spam', '7');
  const echo = echoModel({
    big: ['INT64', ['N']],
    flags: ['BOOL', ['N', 2]],
    small: ['UINT8', ['N']],
    text: ['BYTES', ['N']],
  });
  app = serverOf([
    spam,
    await load(sumModel(), 'sum'),
    await load(echo, 'echo'),
    await load(inverseModel(), 'inverse'),
    await load(parsingModel(), 'parsing'),
  ]);
});
afterAll(() => app.close());

const texts = (...data: string[]) => ({ name: 'text', datatype: 'BYTES', shape: [data.length], data });
const infer = (model: string, body: unknown) => ask(app, `/v2/models/${model}/infer`, body);

describe('the open inference protocol', () => {
  it.each<[string, number, unknown]>([
    ['/v2', 200, { name: 'holdfast', version: '0.0.1', extensions: [] }],
    ['/v2/', 200, { name: 'holdfast', version: '0.0.1', extensions: [] }],
    ['/v2/health/live', 200, { live: true }],
    ['/v2/health/ready', 200, { ready: true }],
    ['/v2/models/spam/ready', 200, { name: 'spam', ready: true }],
    ['/v2/models/spam/versions/7/ready', 200, { name: 'spam', ready: true }],
    ['/v2/models/spam/versions/8/ready', 404, { error: 'there is no model "spam" in the version "8"' }],
    ['/v2/models/ham', 404, { error: 'there is no model "ham"' }],
    ['/v2/models/ham/ready', 404, { error: 'there is no model "ham"' }],
    ['/v2/models/__proto__', 404, { error: 'there is no model "__proto__"' }],
    ['/v2/models/..%2F..%2Fetc%2Fpasswd', 404, { error: 'there is no model "../../etc/passwd"' }],
  ])('answers GET %s with %d', async (url, status, body) => {
    const answer = await ask(app, url);
    expect([answer.statusCode, answer.json()]).toEqual([status, body]);
    expect((await ask(app, url, undefined, { method: 'HEAD' })).statusCode).toBe(status);
  });

  it('describes a model, by version and without', async () => {
    const about = {
      name: 'spam',
      versions: ['7'],
      platform: 'onnx_onnxv1',
      inputs: [{ name: 'text', datatype: 'BYTES', shape: [-1] }],
      outputs: [
        { name: 'label', datatype: 'INT64', shape: [-1] },
        { name: 'score', datatype: 'FP32', shape: [-1] },
      ],
    };
    expect((await ask(app, '/v2/models/spam')).json()).toEqual(about);
    expect((await ask(app, '/v2/models/spam/versions/7')).json()).toEqual(about);
  });

  it('asks a model, and says which version answered', async () => {
    const answer = await ask(app, '/v2/models/spam/versions/7/infer', {
      id: 'mine',
      inputs: [texts('You are a WINNER', 'the meeting')],
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-holdfast-model': 'spam',
      'x-holdfast-model-version': '7',
      'x-holdfast-model-digest': spam.digest,
    });
    expect(answer.json()).toEqual({
      model_name: 'spam',
      model_version: '7',
      id: 'mine',
      outputs: [
        { name: 'label', datatype: 'INT64', shape: [2], data: [1, 0] },
        {
          name: 'score',
          datatype: 'FP32',
          shape: [2],
          data: [expect.closeTo(0.8808, 4), expect.closeTo(0.0067, 4)],
        },
      ],
    });
  });

  it('gives the outputs that are asked for', async () => {
    const answer = await infer('spam', { inputs: [texts('free')], outputs: [{ name: 'label' }] });
    expect(answer.json()).toEqual({
      model_name: 'spam',
      model_version: '7',
      outputs: [{ name: 'label', datatype: 'INT64', shape: [1], data: [1] }],
    });
    expect((await infer('spam', { inputs: [texts('free')], outputs: [] })).json().outputs.length).toBe(2);
  });

  it.each([
    ['flat', [1, 2, 3, 4, 5, 6]],
    [
      'nested',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
  ])('takes data that is %s', async (_how, data) => {
    const answer = await infer('sum', {
      inputs: [{ name: 'features', datatype: 'FP32', shape: [2, 3], data }],
    });
    expect(answer.json().outputs).toEqual([
      { name: 'value', datatype: 'FP32', shape: [2], data: [321, 654] },
    ]);
  });

  it('keeps every digit, character and flag on the way there and back', async () => {
    const body = `{"inputs": [
      {"name": "big", "datatype": "INT64", "shape": [2], "data": [9223372036854775807, -9223372036854775808]},
      {"name": "flags", "datatype": "BOOL", "shape": [1, 2], "data": [true, false]},
      {"name": "small", "datatype": "UINT8", "shape": [1], "data": [255.0]},
      {"name": "text", "datatype": "BYTES", "shape": [3], "data": ["é€😀", "", "\\"\\\\\\n1234567890123456789"]}]}`;
    const answer = await infer('echo', body);
    expect(answer.body).toContain('"data":[9223372036854775807,-9223372036854775808]');
    const [, flags, small, text] = answer.json().outputs;
    expect(flags).toEqual({ name: 'flags_out', datatype: 'BOOL', shape: [1, 2], data: [true, false] });
    expect(small.data).toEqual([255]);
    expect(text.data).toEqual(['é€😀', '', '"\\\n1234567890123456789']);
  });

  it.each([
    [
      'no number',
      'inverse',
      { name: 'x', datatype: 'FP32', shape: [1], data: [0] },
      "the model's output inverse is not a number",
    ],
    ['a failure', 'parsing', texts('what was sent'), 'the model failed on this input'],
  ])('answers %s of a model with 500, and goes on', async (_what, model, input, error) => {
    const answer = await infer(model, { inputs: [input] });
    expect([answer.statusCode, answer.json()]).toEqual([500, { error }]);
    expect((await infer('spam', { inputs: [texts('x')] })).statusCode).toBe(200);
  });

  it('finds an older version by its number where the source still has it', async () => {
    const models = new LiveModels([await load(textModel(), 'spam', '2')]);
    const old = await load(textModel({ free: 1 }), 'spam', '1');
    const source = { current: (name: string) => models.current(name), list: () => [...models.list(), old] };
    const server = serverOf([], { models: source });
    const version = async (path: string) =>
      (await ask(server, `/v2/models/spam${path}/infer`, { inputs: [texts('x')] })).json().model_version;
    expect([await version(''), await version('/versions/1'), await version('/versions/2')]).toEqual([
      '2',
      '1',
      '2',
    ]);
    expect((await ask(server, '/v2/models/spam')).json().versions).toEqual(['2', '1']);
    await server.close();
  });
});
