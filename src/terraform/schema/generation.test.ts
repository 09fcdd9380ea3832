import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsGeneration } from './generation.ts';

const cases: [string | undefined, number][] = [
  [undefined, 6],
  ['', 6],
  ['>= 4.0', 6],
  ['~> 6.0', 6],
  ['6.66.0', 6],
  ['>= 6.0.0-beta1', 6],
  ['~> 5.0', 5],
  ['~> 5', 5],
  ['~> 5.31', 5],
  ['~> 5.31.2', 5],
  ['>= 4.0, < 6.0', 5],
  ['< 6.0.0', 5],
  ['<= 6.0.0', 6],
  ['>= 5.0, != 5.1.0, < 6.0', 5],
  ['>=4.9,<5', 4],
  ['~> 4.67', 4],
  ['>= 3.0, < 5.0', 4],
  ['= 3.74.0', 3],
  ['3.74.0', 3],
  ['~> 3.27', 3],
  ['<= 4.0.0, != 4.0.0', 3],
  ['> 3.74, < 4.0.1', 4],
  ['> 3.74, < 4.0', 3],
  // Generations that Holdfast does not know: the nearest.
  ['~> 2.0', 3],
  ['< 3.0', 3],
  ['>= 7.0', 6],
  // What no version satisfies, and what Terraform itself refuses.
  ['>= 6.0, < 5.0', 6],
  ['latest', 6],
  ['~> 5.0, nonsense', 5],
  ['~> 5.x', 6],
];

describe('awsGeneration', () => {
  it.each(cases)('%j asks for %i', (constraint, major) => {
    const schema = major >= 6 ? 'aws-6' : major === 5 ? 'aws-5' : 'aws-lenient';
    expect(awsGeneration(constraint)).toEqual({ schema, major });
  });

  it('takes the major of an exact version and of its successors', () => {
    const part = fc.integer({ min: 0, max: 200 });
    const property = fc.property(fc.integer({ min: 3, max: 6 }), part, part, (major, minor, patch) => {
      const version = `${major}.${minor}.${patch}`;
      for (const constraint of [version, `~> ${version}`, `>= ${version}, < ${major + 1}.0.0`])
        expect(awsGeneration(constraint).major).toBe(major);
    });
    fc.assert(property);
  });

  it('bears any text', () => {
    fc.assert(fc.property(fc.string(), (text) => awsGeneration(text).major >= 3));
  });
});
