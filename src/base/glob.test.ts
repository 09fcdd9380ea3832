import { expect, it } from 'vitest';
import { fitsGlob } from './glob.ts';

it.each([
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['module.network.*', 'module.network.aws_vpc.a[0]', true],
  ['module.network.*', 'module.networks.aws_vpc.a', false],
  ['*.aws_vpc.?', 'module.a.aws_vpc.b', true],
  ['*.aws_vpc.?', 'module.a.aws_vpc.bc', false],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
  ['a[0]', 'a[0]', true],
])('%j and %j: %j', (pattern, text, fits) => {
  expect(fitsGlob(pattern, text)).toBe(fits);
});

it('takes no time for patterns that are made to take long', () => {
  expect(fitsGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
});
