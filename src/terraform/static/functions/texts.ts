import { createContext, Script } from 'node:vm';
import type { Value } from '../../protocol/value.ts';
import { asText, EvaluationError } from '../values.ts';
import { list, number, text } from './arguments.ts';
import type { Functions } from './static-function.ts';

const trimmed = (value: string, characters: string, where: 'start' | 'end' | 'both'): string => {
  const set = new Set(characters);
  const letters = [...value];
  let [from, to] = [0, letters.length];
  while (where !== 'end' && from < to && set.has(letters[from] ?? '')) from += 1;
  while (where !== 'start' && to > from && set.has(letters[to - 1] ?? '')) to -= 1;
  return letters.slice(from, to).join('');
};

/** Go's RE2 and JavaScript agree on what people write; what only one of them has is not told. */
function pattern(source: string): RegExp | undefined {
  if (/\(\?[^:=!<]|\\[pPzAQC]|\(\?P/.test(source) && !/\(\?P</.test(source)) return undefined;
  try {
    return new RegExp(source.replaceAll('(?P<', '(?<'), 'gu');
  } catch {
    return undefined;
  }
}

const matching = new Script('[...text.matchAll(form)].slice(0, 10_000)');
const patternMs = 100;
const slowPatternsMax = 5;
let slowPatterns = 0;

/** Some patterns never come to an end in JavaScript, where RE2 takes linear time: those are not told. */
function matchesOf(form: RegExp, value: string): RegExpMatchArray[] | undefined {
  if (slowPatterns >= slowPatternsMax) return undefined;
  try {
    return matching.runInContext(createContext({ form, text: value }), { timeout: patternMs });
  } catch {
    slowPatterns += 1;
    return undefined;
  }
}

function captured(match: RegExpMatchArray): Value {
  if (match.groups)
    return Object.fromEntries(Object.entries(match.groups).map(([name, one]) => [name, one ?? null]));
  return match.length > 1 ? match.slice(1).map((one) => one ?? null) : match[0];
}

const widthMax = 1000;

/** Undefined for a width beyond all use, and for zeros that belong behind a sign. */
function widened(
  value: string,
  { isLeft, isZero, width }: { isLeft: boolean; isZero: boolean; width: number },
): string | undefined {
  if (width > widthMax || (isZero && value.startsWith('-'))) return undefined;
  return isLeft ? value.padEnd(width) : value.padStart(width, isZero ? '0' : ' ');
}

/** https://developer.hashicorp.com/terraform/language/functions/format */
function formatted(format: string, args: readonly Value[]): string | undefined {
  let next = 0;
  let isKnown = true;
  const made = format.replaceAll(
    /%(?:%|(-?)(0?)(\d*)(?:\.(\d+))?([svdqfxXtbo])|.?)/gs,
    (whole, left, zero, width, precision, verb) => {
      if (whole === '%%') return '%';
      const one = verb === undefined ? undefined : formattedOne(verb, args[next++], precision);
      if (one === undefined) isKnown = false;
      const filled = one ?? '';
      const padded = widened(filled, { isLeft: left === '-', isZero: zero === '0', width: Number(width) });
      if (padded === undefined) isKnown = false;
      return padded ?? '';
    },
  );
  return isKnown ? made : undefined;
}

function formattedOne(
  verb: string,
  value: Value | undefined,
  precision: string | undefined,
): string | undefined {
  if (value === undefined) throw new EvaluationError('format has too few arguments');
  const scalar = asText(value);
  switch (verb) {
    case 's':
      return scalar;
    case 'v':
      return scalar ?? (value === null ? 'null' : JSON.stringify(value));
    case 'q':
      return scalar === undefined ? undefined : JSON.stringify(scalar);
    case 'd':
      return Number.isSafeInteger(number(value)) ? String(number(value)) : undefined;
    case 't':
      return scalar;
    case 'f':
      return number(value).toFixed(precision === undefined ? 6 : Number(precision));
    case 'x':
      return number(value).toString(16);
    case 'X':
      return number(value).toString(16).toUpperCase();
    case 'b':
      return number(value).toString(2);
    case 'o':
      return number(value).toString(8);
    default:
      return undefined;
  }
}

function formatList([format, ...args]: readonly Value[]): Value | undefined {
  const lengths = args.filter((one) => Array.isArray(one)).map((one) => one.length);
  const length = lengths[0] ?? 1;
  if (lengths.some((other) => other !== length))
    throw new EvaluationError('the lists have different lengths');
  const made = Array.from({ length }, (_, at) =>
    formatted(
      text(format),
      args.map((one) => (Array.isArray(one) ? (one[at] ?? null) : one)),
    ),
  );
  return made.includes(undefined) ? undefined : (made as string[]);
}

function replaced([value, search, by]: readonly Value[]): Value | undefined {
  const [given, sought, put] = [text(value), text(search), text(by)];
  if (!/^\/.*\/$/s.test(sought) || sought.length < 2) return given.replaceAll(sought, () => put);
  const form = pattern(sought.slice(1, -1));
  // Go takes the longest name after `$`, and has `$0`; JavaScript has other signs there.
  if (/\$(?![1-9](?!\w)|\{[1-9]\})/.test(put)) return undefined;
  if (!form || matchesOf(form, given) === undefined) return undefined;
  return given.replaceAll(form, put.replaceAll(/\$\{(\d)\}/g, '$$$1'));
}

function substring([value, offset, length]: readonly Value[]): string {
  const letters = [...text(value)];
  const from = number(offset) < 0 ? Math.max(letters.length + number(offset), 0) : number(offset);
  const count = number(length);
  return letters.slice(from, count < 0 ? undefined : from + count).join('');
}

export const texts: Functions = {
  chomp: { call: ([value]) => text(value).replace(/(?:\r\n|\n|\r)+$/, '') },
  endswith: { call: ([value, end]) => text(value).endsWith(text(end)) },
  format: { call: ([format, ...args]) => formatted(text(format), args) },
  formatlist: { call: formatList },
  indent: {
    call: ([spaces, value]) =>
      text(value).replaceAll('\n', `\n${' '.repeat(Math.min(number(spaces), 1000))}`),
  },
  join: { call: ([separator, ...lists]) => lists.flatMap(list).map(text).join(text(separator)) },
  lower: { call: ([value]) => text(value).toLowerCase() },
  regex: {
    call([form, value]) {
      const made = pattern(text(form));
      const matches = made && matchesOf(made, text(value));
      const [match] = matches ?? [];
      if (matches && !match) throw new EvaluationError('the pattern does not match');
      return match && captured(match);
    },
  },
  regexall: {
    call([form, value]) {
      const made = pattern(text(form));
      return made && matchesOf(made, text(value))?.map(captured);
    },
  },
  replace: { call: replaced },
  split: {
    call: ([separator, value]) =>
      text(separator) === '' ? [...text(value)] : text(value).split(text(separator)),
  },
  startswith: { call: ([value, start]) => text(value).startsWith(text(start)) },
  strcontains: { call: ([value, part]) => text(value).includes(text(part)) },
  strrev: { call: ([value]) => [...text(value)].reverse().join('') },
  substr: { call: substring },
  title: {
    call: ([value]) =>
      text(value).replaceAll(
        /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
        (_, before, letter) => before + letter.toUpperCase(),
      ),
  },
  trim: { call: ([value, characters]) => trimmed(text(value), text(characters), 'both') },
  trimprefix: {
    call: ([value, prefix]) =>
      text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value),
  },
  trimspace: { call: ([value]) => text(value).trim() },
  trimsuffix: {
    call: ([value, suffix]) =>
      text(suffix) !== '' && text(value).endsWith(text(suffix))
        ? text(value).slice(0, -text(suffix).length)
        : text(value),
  },
  // Letter by letter, as Go does: none becomes two.
  upper: {
    call: ([value]) =>
      Array.from(text(value), (one) => ([...one.toUpperCase()].length === 1 ? one.toUpperCase() : one)).join(
        '',
      ),
  },
};
