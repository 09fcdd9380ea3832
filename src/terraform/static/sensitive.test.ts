import { expect, it } from 'vitest';
import type { Block } from '../schema/types.ts';
import { sensitivePart } from './sensitive.ts';

const login: Block = {
  attributes: { user: { type: 'string' }, password: { type: 'string', sensitive: true } },
  blocks: {},
};
const block: Block = {
  attributes: { name: { type: 'string' }, token: { type: 'string', sensitive: true } },
  blocks: { login: { nesting: 'list', block: login }, owner: { nesting: 'single', block: login } },
};

it.each([
  ['nothing', { name: 'a' }, undefined],
  ['an argument', { name: 'a', token: 's' }, { token: true }],
  [
    'one of several blocks',
    { login: [{ user: 'u' }, { password: 's' }] },
    { login: [{}, { password: true }] },
  ],
  ['a single block', { owner: { password: 's' } }, { owner: { password: true } }],
  ['blocks without any', { login: [{ user: 'u' }], owner: null }, undefined],
])('marks %s', (_what, values, marks) => {
  expect(sensitivePart(values, block)).toEqual(marks);
});
