// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Terraform look like those of JavaScript
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataSourceError } from './knowledge.ts';
import { rendered } from './template.ts';

describe('template_file', () => {
  it.each([
    ['plain', {}, 'plain'],
    ['a ${x} b', { x: '1' }, 'a 1 b'],
    ['${ x }${y_1}', { x: '1', y_1: '2' }, '12'],
    ['{"Resource": "arn:aws:s3:::${bucket}/*"}', { bucket: 'data' }, '{"Resource": "arn:aws:s3:::data/*"}'],
    ['$${aws:username} costs 5$ or 5%', {}, '${aws:username} costs 5$ or 5%'],
    ['%%{ if }', {}, '%{ if }'],
    ['$x', {}, '$x'],
    ['${join(",", x)}', { x: '1' }, undefined],
    ['%{ if x }a%{ endif }', { x: '1' }, undefined],
    ['${x.y}', { x: '1' }, undefined],
    [' ${~ x ~} ', { x: '1' }, undefined],
  ])('%j with %j gives %j', (text, variables, expected) => {
    expect(rendered(text, variables)).toBe(expected);
  });

  it('refuses a variable that is not given', () => {
    expect(() => rendered('${x}', { y: '1' })).toThrow(DataSourceError);
    expect(() => rendered('${constructor}', {})).toThrow(DataSourceError);
  });

  it('leaves every text as it is that has no templates', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[$%]\{|~\}/.test(text));
        expect(rendered(text, {})).toBe(text);
      }),
    );
  });
});
