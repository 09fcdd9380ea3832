import { afterEach, describe, expect, it } from 'vitest';
import type { Tensor } from '../inference/tensor.ts';
import { LiveModels } from './live-models.ts';
import type { ServedModel } from './served-model.ts';
import { load, sumModel, textModel } from './testing/models.ts';
import { ask, serverOf } from './testing/server.ts';

const loaded: ServedModel[] = [];
afterEach(async () => {
  for (const model of loaded.splice(0)) await model.close();
});
async function loadSum(weight: number, version: string): Promise<ServedModel> {
  const model = await load(sumModel([weight, 0, 0]), 'sum', version);
  loaded.push(model);
  return model;
}
const one: Tensor[] = [{ name: 'features', datatype: 'FP32', shape: [1, 3], data: [1, 0, 0] }];

describe('a served model', () => {
  it('finishes what is under way before it closes, and takes nothing more', async () => {
    const model = await loadSum(5, '1');
    const answers = Promise.all(Array.from({ length: 50 }, () => model.predict(one)));
    const closed = model.close();
    await expect(model.predict(one)).rejects.toThrow('sum@1 was closed');
    expect((await answers).map(([value]) => value?.data)).toEqual(Array(50).fill([5]));
    await closed;
    await model.close();
  });

  it('is refused when its bytes are no model, without a path in the message', async () => {
    await expect(load(Buffer.from('no model'), 'bad')).rejects.toMatchObject({
      code: 'step-failed',
      subject: 'bad@1',
    });
  });
});

describe('live models', () => {
  it('are replaced while requests run, and every request is answered by one version or the other', async () => {
    const models = new LiveModels([await loadSum(1, '1')]);
    const app = serverOf([], { models });
    const request = () => ask(app, '/invocations?model=sum', { features: [1, 0, 0] });
    const before = Array.from({ length: 20 }, request);
    const replaced = models.replace(await loadSum(2, '2'));
    const answers = await Promise.all([...before, ...Array.from({ length: 20 }, request)]);
    await replaced;
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200);
      const version = answer.headers['x-holdfast-model-version'];
      expect(answer.json()).toEqual({ predictions: [{ value: Number(version) }] });
    }
    expect(answers.at(-1)?.headers['x-holdfast-model-version']).toBe('2');
    expect((await ask(app, '/v2/models/sum')).json().versions).toEqual(['2']);
    await app.close();
  });

  it('close what is removed, and no longer have it', async () => {
    const text = await load(textModel(), 'text');
    const models = new LiveModels([text, await loadSum(1, '1')]);
    await models.remove('text');
    await models.remove('nothing');
    expect(models.list().map(({ name }) => name)).toEqual(['sum']);
    expect(models.current('text')).toBeUndefined();
    await expect(text.predict([])).rejects.toThrow('closed');
  });

  it('keep a model that is replaced by itself', async () => {
    const model = await loadSum(3, '1');
    const models = new LiveModels([model]);
    await models.replace(model);
    expect((await model.predict(one))[0]?.data).toEqual([3]);
  });
});
