import type { Issue } from '../../base/issue.ts';
import type { Lines } from './lines.ts';

/** What a refused character is, first match first. */
const refused: readonly { pattern: RegExp; what: string; fix: string }[] = [
  { pattern: /^\t$/, what: 'a tab', fix: 'indent with spaces' },
  { pattern: /^\r$/, what: 'a carriage return alone', fix: 'end lines with a line feed' },
  { pattern: /^\uFEFF$/, what: 'a byte order mark', fix: 'save the file as UTF-8 without one' },
  { pattern: /^\uFFFD$/, what: 'a replacement character', fix: 'save the file as UTF-8' },
  { pattern: /^\p{Cs}$/u, what: 'half a surrogate pair', fix: 'save the file as UTF-8' },
  {
    // YAML 1.1 ends a line here, YAML 1.2 does not: https://yaml.org/spec/1.2.2/#54-line-break-characters
    pattern: /^[\u0085\u2028\u2029]$/,
    what: 'a line break that not every YAML parser knows',
    fix: 'end lines with a line feed',
  },
  {
    // https://trojansource.codes: text that shows in another order than it has.
    pattern: /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]$/,
    what: 'a character that changes the order in which text is shown',
    fix: 'remove it',
  },
  { pattern: /^./su, what: 'a control character', fix: 'remove it' },
];

const anyRefused =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\x00-\x09\x0B\x0C\x0E-\x1F\x7F-\x9F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFD-\uFFFF\p{Cs}]|\r(?!\n)/gu;

const codePoint = (text: string) =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Characters that one of the parsers refuses, or that would not show what they mean. */
export function characterIssues(text: string, lines: Lines, most: number): Issue[] {
  const issues: Issue[] = [];
  for (const { 0: found, index } of text.matchAll(anyRefused)) {
    const kind = refused.find(({ pattern }) => pattern.test(found));
    if (kind === undefined) continue;
    issues.push({
      code: 'yaml-character',
      message: `${kind.what} (${codePoint(found)}) is not allowed`,
      fix: kind.fix,
      place: lines.placeOf(index),
    });
    if (issues.length >= most) break;
  }
  return issues;
}
