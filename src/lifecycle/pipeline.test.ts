import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inOrder, loadSteps } from './pipeline.ts';
import type { Step } from './step.ts';

const step = (name: string, takes: string[], leaves: string[]): Step => ({
  name,
  scope: 'model',
  takes,
  leaves,
  version: 1,
  parameters: async () => ({}),
  run: () => Promise.reject(new Error('not run here')),
});
const names = (steps: Step[]) => steps.map(({ name }) => name);

describe('the pipeline', () => {
  it('has every file of the folder, each named after its step', async () => {
    const files = await readdir(join(import.meta.dirname, 'steps'));
    const expected = files
      .filter((file) => !file.includes('.test.'))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(names(await loadSteps()).sort()).toEqual(expected.sort());
  });

  it('scans before it evaluates, and registers last', async () => {
    const order = names(await loadSteps());
    expect(order.indexOf('scan')).toBeLessThan(order.indexOf('evaluate'));
    expect(order.indexOf('validate')).toBeLessThan(order.indexOf('prepare'));
    expect(order.at(-1)).toBe('register');
  });
});

describe('inOrder', () => {
  it('follows what steps take and leave', () => {
    expect(names(inOrder([step('c', ['b'], []), step('b', ['a'], ['b']), step('a', [], ['a'])]))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each([
    ['two leave the same', [step('a', [], ['x']), step('b', [], ['x'])], 'both a and b leave x'],
    ['nobody leaves it', [step('a', ['x'], [])], 'a takes x, which no step leaves'],
    [
      'they wait for each other',
      [step('a', ['y'], ['x']), step('b', ['x'], ['y'])],
      'steps wait for each other',
    ],
  ])('%s: refused', (_name, steps, message) => {
    expect(() => inOrder(steps)).toThrow(message);
  });
});
