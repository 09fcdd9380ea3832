import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../ports/jobs.ts';
import { configFiles, contractEnvironment, userArguments } from './contract-environment.ts';

const job: Job = {
  name: 'train x',
  codeFolder: '/code',
  entry: 'train.py',
  channels: { training: '/a', 'held-out': '/b' },
  hyperparameters: { 'learning-rate': 0.1, learning_rate: 0.2, shuffle: true, k: 3, label: 'a b' },
  environment: { SM_MODEL_DIR: '/elsewhere', OWN: 'x' },
  limits: { memoryBytes: 1, processes: 1, cpuSeconds: 1, wallSeconds: 1, outputBytes: 1 },
};
const places = {
  code: '/opt/ml/code',
  model: '/opt/ml/model',
  output: '/opt/ml/output',
  outputData: '/opt/ml/output/data',
  input: '/opt/ml/input',
  config: '/opt/ml/input/config',
  channels: { training: '/opt/ml/input/data/training', 'held-out': '/opt/ml/input/data/held-out' },
  home: '/tmp',
};

describe('the environment of the training contract', () => {
  it("names everything as SageMaker's script mode does", () => {
    expect(contractEnvironment(job, places)).toMatchObject({
      SM_MODEL_DIR: '/opt/ml/model',
      SM_OUTPUT_DATA_DIR: '/opt/ml/output/data',
      SM_CHANNELS: '["held-out","training"]',
      SM_CHANNEL_TRAINING: '/opt/ml/input/data/training',
      'SM_CHANNEL_HELD-OUT': '/opt/ml/input/data/held-out',
      SM_CHANNEL_HELD_OUT: '/opt/ml/input/data/held-out',
      SM_HPS: '{"k":3,"label":"a b","learning-rate":0.1,"learning_rate":0.2,"shuffle":true}',
      'SM_HP_LEARNING-RATE': '0.1',
      SM_HP_LEARNING_RATE: '0.2',
      SM_HP_SHUFFLE: 'true',
      SM_NUM_GPUS: '0',
      SM_HOSTS: '["algo-1"]',
      SM_CURRENT_HOST: 'algo-1',
      OWN: 'x',
    });
  });

  it('gives arguments, sorted', () => {
    expect(userArguments(job).join(' ')).toBe(
      '-k 3 --label a b --learning-rate 0.1 --learning_rate 0.2 --shuffle true',
    );
  });

  it('gives configuration files with texts for values', () => {
    const files = configFiles(job);
    expect(JSON.parse(files['hyperparameters.json'] ?? '')).toEqual({
      'learning-rate': '0.1',
      learning_rate: '0.2',
      shuffle: 'true',
      k: '3',
      label: 'a b',
    });
    expect(Object.keys(JSON.parse(files['inputdataconfig.json'] ?? ''))).toEqual(['held-out', 'training']);
  });

  it('gives every hyperparameter under its exact name, whatever the others are called', () => {
    const name = fc.stringMatching(/^[a-z][a-z_-]{0,3}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.integer()), (hyperparameters) => {
        const variables = contractEnvironment({ ...job, hyperparameters }, places);
        for (const [key, value] of Object.entries(hyperparameters)) {
          expect(variables[`SM_HP_${key.toUpperCase()}`]).toBe(String(value));
        }
      }),
    );
  });
});
