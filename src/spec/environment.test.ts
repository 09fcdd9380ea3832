import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environmentOf } from './environment.ts';
import { parsePlatform } from './parse.ts';
import type { Environment, Platform } from './platform.ts';
import { mergePatch, without } from './shape/merge.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.yaml`), 'utf8');

function platformOf(text: string): Platform {
  const { value, issues } = parsePlatform(text, 'holdfast.yaml');
  if (value === undefined) throw new Error(JSON.stringify(issues));
  return value;
}

const company = platformOf(fixture('company'));
const smallest = fixture('smallest');
const local = (text: string): Environment | undefined => environmentOf(platformOf(text), 'local');
const all = ['read', 'write', 'erase', 'run', 'observe', 'deploy', 'invoke'];

describe('environments', () => {
  it('always have local, which is not production', () => {
    expect(Object.keys(company.environments)).toEqual(['local', 'dev', 'staging', 'prod']);
    expect(local(smallest)).toMatchObject({ name: 'local', production: false, data: 'real', peopleMay: all });
  });

  it('have local as it is written, where it is', () => {
    const written = local(
      `${smallest}environments: { local: { data: masked, formats: [onnx], production: true } }\n`,
    );
    expect(written).toMatchObject({
      production: true,
      data: 'masked',
      formats: ['onnx'],
      peopleMay: ['observe', 'deploy'],
    });
  });

  it.each([
    [
      'dev',
      {
        production: false,
        formats: ['onnx'],
        peopleMay: all,
        region: 'eu-central-1',
        root: 'infra/dev',
        account: '111111111111',
      },
    ],
    [
      'staging',
      {
        production: false,
        formats: ['onnx', 'safetensors'],
        data: 'masked',
        region: 'eu-west-1',
        approvals: { platform: 1 },
      },
    ],
    [
      'prod',
      {
        production: true,
        peopleMay: ['observe', 'deploy'],
        modelsFrom: 'staging',
        root: 'roots/prod',
        breakGlass: 'platform',
      },
    ],
  ])('decide everything in %s', (name, view) => {
    expect(environmentOf(company, name)).toMatchObject(view);
  });

  it('are undefined where they are not declared', () => {
    expect(environmentOf(company, 'test')).toBeUndefined();
    expect(environmentOf(company, 'constructor')).toBeUndefined();
  });

  it('patch a noun for themselves alone', () => {
    const day = 86_400;
    const retention = (name: string) => environmentOf(company, name)?.datasets.rates?.retentionSeconds;
    expect([retention('dev'), retention('staging')]).toEqual([5 * 365 * day, 30 * day]);
    expect(company.datasets.rates?.retentionSeconds).toBe(5 * 365 * day);
    expect(environmentOf(company, 'prod')?.models['credit-risk']?.endpoint).toEqual({
      machine: 'ml.m6i.large',
      instances: 3,
      capture: 0.1,
    });
  });

  it('hold no dataset where models come from elsewhere', () => {
    expect(Object.keys(environmentOf(company, 'prod')?.datasets ?? {})).toEqual([]);
    expect(Object.keys(environmentOf(company, 'prod')?.models ?? {})).toEqual([
      'credit-risk',
      'rate-forecast',
    ]);
  });

  it('serve on two instances and watch each day in production, where nothing is said', () => {
    const served = smallest.replace('    train: ', '    endpoint: {}\n    train: ');
    const both = platformOf(`${served}environments: { live: {} }\n`);
    const model = (name: string) => environmentOf(both, name)?.models['spam-filter'];
    expect(model('local')?.endpoint).toEqual({ machine: 'ml.m6i.large', instances: 1, capture: 0 });
    expect(model('local')?.monitor).toBeUndefined();
    expect(model('live')?.endpoint).toMatchObject({ instances: 2 });
    expect(model('live')?.monitor).toEqual({ everySeconds: 86_400 });
  });

  it('replace lists and merge maps', () => {
    const patch = '{ trains_on: [more], access: { review: [observe] }, gates: { recall: { min: 0.9 } } }';
    const more = smallest.replace(
      '\nmodels:',
      '  more: { class: public, source: more, retention: 1d }\n\nmodels:',
    );
    const model = local(`${more}environments: { local: { models: { spam-filter: ${patch} } } }\n`)?.models[
      'spam-filter'
    ];
    expect(model).toMatchObject({
      trainsOn: ['more'],
      access: { science: ['run', 'observe', 'deploy', 'invoke'], review: ['observe'] },
      gates: { precision: { min: 0.98 }, ham_loss: { max: 0.005 }, recall: { min: 0.9 } },
    });
  });
});

describe('mergePatch', () => {
  const json = fc
    .jsonValue({ maxDepth: 4, noUnicodeString: true } as object)
    .filter((value) => !JSON.stringify(value).includes('null'));
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

  it('with the same twice is the same as once', () => {
    fc.assert(
      fc.property(json, json, (base, patch) => {
        const once = mergePatch(base, patch);
        expect(plain(mergePatch(once, patch))).toEqual(plain(once));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves what it was given', () => {
    const base = { a: { b: 1 } };
    mergePatch(base, { a: { c: 2 } });
    expect(base).toEqual({ a: { b: 1 } });
  });
});

describe('without', () => {
  it('removes from maps, and keeps positions in lists', () => {
    const value = { a: { b: 1, c: [1, 2, 3] }, d: 4 };
    expect(without(value, [['a', 'b'], ['a', 'c', 1], ['d'], ['x', 'y']])).toEqual({ a: { c: [1, '', 3] } });
    expect(without(value, [[]])).toBeUndefined();
  });
});
