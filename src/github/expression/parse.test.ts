import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionsIn, nameOfReference, referencesIn } from './find.ts';
import { parseExpression } from './parse.ts';

const place = { file: 'a.yml', line: 1, column: 1 };

describe('expressions', () => {
  it.each([
    ['github.event.issue.title', ['github.event.issue.title']],
    ["github['event']['issue']['title']", ['github.event.issue.title']],
    ['GitHub.Event.Commits.*.Message', ['github.event.commits.*.message']],
    ['github.event.pages[0].title', ['github.event.pages.0.title']],
    ["format('{0}', github.head_ref) || needs.a.outputs.b-c", ['github.head_ref', 'needs.a.outputs.b-c']],
    ['secrets[matrix.name]', ['secrets.?', 'matrix.name']],
    ['fromJSON(inputs.a).b', ['inputs.a']],
    ["!(true && 'it''s' == env.A) && -1.5e3 < 0x1F", ['env.a']],
  ])('%s', (source, names) => {
    const expression = parseExpression(source);
    expect(expression && referencesIn(expression).map(nameOfReference)).toEqual(names);
  });

  it.each(['', 'a b', 'a &&', 'a.', 'a[', 'f(,)', '"double"', "'open", '(a', 'a)', '!'])(
    'refuses %s',
    (source) => {
      expect(parseExpression(source)).toBeUndefined();
    },
  );

  it('are of bounded depth and length', () => {
    expect(parseExpression(`${'('.repeat(50_000)}a`)).toBeUndefined();
    expect(parseExpression('!'.repeat(20_000))).toBeUndefined();
    expect(parseExpression('a'.repeat(50_000))).toBeUndefined();
  });

  it('are found with their places, also beside quoted brackets', () => {
    const value = "echo ${{ 'a }}' }}\nb ${{ github.sha }}\n";
    const text = { value, place, block: { line: 5, column: 11 } };
    expect(expressionsIn(text).map((one) => [one.source, one.place.line, one.place.column])).toEqual([
      ["'a }}'", 5, 16],
      ['github.sha', 6, 13],
    ]);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.*[]()!&|=<\'"0-, ${}\n') }), (value) => {
        parseExpression(value);
        expressionsIn({ value: `\${{${value}`, place });
      }),
    );
  });
});
