import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';

describe('assign', () => {
  it.each([
    ['one team, one person', [{ team: 'a', count: 1, people: ['x'] }], { a: 1 }],
    ['nobody', [{ team: 'a', count: 1, people: [] }], {}],
    [
      'one person in two teams counts once',
      [
        { team: 'a', count: 1, people: ['x'] },
        { team: 'b', count: 1, people: ['x'] },
      ],
      { a: 1 },
    ],
    [
      'who could be either goes where nobody else can',
      [
        { team: 'a', count: 1, people: ['x', 'y'] },
        { team: 'b', count: 1, people: ['x'] },
      ],
      { a: 1, b: 1 },
    ],
    [
      'through a chain',
      [
        { team: 'a', count: 1, people: ['x', 'y'] },
        { team: 'b', count: 1, people: ['x', 'z'] },
        { team: 'c', count: 1, people: ['x'] },
      ],
      { a: 1, b: 1, c: 1 },
    ],
    ['more than are needed', [{ team: 'a', count: 1, people: ['x', 'y'] }], { a: 1 }],
    ['two of one team', [{ team: 'a', count: 2, people: ['x', 'y'] }], { a: 2 }],
  ])('%s', (_name, needs, expected) => {
    expect(Object.fromEntries(assign(needs))).toEqual(expected);
  });
});
