import { fitsGlob } from '../../../../base/glob.ts';
import { unknownPart } from '../types.ts';

/**
 * How a pattern covers a subject that may itself be a pattern: `all` of what the subject stands for, `none`, `some`;
 * `unknown` when it hangs on a part that is not known.
 */
export type Fit = 'all' | 'none' | 'some' | 'unknown';

/** Stand for `*` and `?` as plain characters, from `${*}` or from a value: neither can be in a policy's text. */
const literalStar = '\u0001';
const literalMark = '\u0002';

/** A text whose `*` and `?` mean themselves. */
export function plainText(text: string): string {
  if (!/[*?]/.test(text)) return text;
  return text.replaceAll('*', literalStar).replaceAll('?', literalMark);
}

const special = new RegExp(`[*?${unknownPart}]`);

let lastText = '';
let lastAnswer = false;

/** Whether the text holds wildcards or unknown parts. One subject meets many patterns, so the last answer is kept. */
export function isPattern(text: string): boolean {
  if (text !== lastText) {
    lastAnswer = special.test(text);
    lastText = text;
  }
  return lastAnswer;
}

/** Twice what AWS takes for an ARN: a longer pattern is an attack on time. */
const longest = 4096;

/** A pattern made ready for many subjects; wildcards as https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export function compileGlob(pattern: string): (subject: string) => Fit {
  if (pattern === '*') return () => 'all';
  if (pattern.length > longest) return () => 'unknown';
  const at = pattern.search(special);
  if (at < 0)
    return (subject) => (subject === pattern ? 'all' : isPattern(subject) ? fitOf(pattern, subject) : 'none');
  if (at === pattern.length - 1 && pattern.endsWith('*')) {
    const start = pattern.slice(0, -1);
    return (subject) => {
      if (subject.startsWith(start)) return 'all';
      return isPattern(subject) ? fitOf(pattern, subject) : 'none';
    };
  }
  const hasUnknown = pattern.includes(unknownPart);
  return (subject) => {
    if (hasUnknown || isPattern(subject)) return fitOf(pattern, subject);
    return fitsGlob(pattern, subject) ? 'all' : 'none';
  };
}

/** Names and ARNs have at most 2,048 characters; beyond that nothing is claimed. */
const maxTable = 2048 * 2048;

/** The same few patterns meet the same subjects for each principal and each action. */
const answers = new Map<string, Map<string, Fit>>();
const answersMax = 20_000;
let answersCount = 0;

/** Both sides may hold wildcards and unknown parts. */
export function fitOf(pattern: string, subject: string): Fit {
  if (pattern === '*') return 'all';
  if (partsEarly(pattern, subject)) return 'none';
  const known = answers.get(pattern)?.get(subject);
  if (known !== undefined) return known;
  if (answersCount === answersMax) {
    answers.clear();
    answersCount = 0;
  }
  const found = tabled(pattern, subject);
  const own = answers.get(pattern) ?? new Map<string, Fit>();
  answers.set(pattern, own.set(subject, found));
  answersCount += 1;
  return found;
}

/** By tables of both texts, which cost their product. */
function tabled(pattern: string, subject: string): Fit {
  const left = pattern.replaceAll(unknownPart, '*');
  const right = subject.replaceAll(unknownPart, '*');
  if (left.length * right.length > maxTable) return 'unknown';
  if (!overlaps(left, right)) return 'none';
  // An unknown part of the pattern covers nothing for certain, one of the subject can be anything.
  if (covers(pattern, right)) return 'all';
  return pattern.includes(unknownPart) || subject.includes(unknownPart) ? 'unknown' : 'some';
}

/** Whether the two differ before the first wildcard of either: most pairs do, and need no table. */
function partsEarly(left: string, right: string): boolean {
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const [a = '', b = ''] = [left[at], right[at]];
    if (a === '*' || b === '*' || a === unknownPart || b === unknownPart) return false;
    if (!meet(a, b)) return true;
  }
  return false;
}

type Step = (i: number, j: number, row: boolean[], next: boolean[]) => boolean;

/** One table of `left` × `right`, filled from its end; `next` is the row below. */
function fill(left: string, right: string, step: Step): boolean {
  let next: boolean[] = [];
  for (let i = left.length; i >= 0; i -= 1) {
    const row: boolean[] = new Array(right.length + 1).fill(false);
    for (let j = right.length; j >= 0; j -= 1) row[j] = step(i, j, row, next);
    next = row;
  }
  return next[0] ?? false;
}

/** Whether one text matches both patterns. */
function overlaps(left: string, right: string): boolean {
  return fill(left, right, (i, j, row, next) => {
    const [a, b] = [left[i], right[j]];
    const [skipsLeft, skipsRight] = [next[j] ?? false, row[j + 1] ?? false];
    if (a === '*') return skipsLeft || (b !== undefined && skipsRight);
    if (b === '*') return skipsRight || (a !== undefined && skipsLeft);
    if (a === undefined || b === undefined) return a === b;
    return meet(a, b) && (next[j + 1] ?? false);
  });
}

/** Whether two single places of a pattern have a character in common. */
function meet(a: string, b: string): boolean {
  return a === '?' || b === '?' || a === b;
}

/** Whether all that `inner` stands for matches `outer`; never a wrong yes, a wrong no only for odd pairs of stars. */
function covers(outer: string, inner: string): boolean {
  return fill(outer, inner, (i, j, row, next) => {
    const [a, b] = [outer[i], inner[j]];
    if (a === undefined) return b === undefined;
    if (a === '*') return (next[j] ?? false) || (b !== undefined && (row[j + 1] ?? false));
    if (b === undefined || b === '*') return false;
    return (a === '?' || a === b) && (next[j + 1] ?? false);
  });
}
