import { z } from 'zod';

/** What is expected and how to write it; `shape/findings.ts` makes the message and the fix of both. */
export const expected = (what: string, how: string) => ({ error: `${what}\n${how}` });

/** Text of one form. */
export function text(what: string, how: string, pattern: RegExp, maxLength = 200) {
  const error = expected(what, how);
  return z.string(error).max(maxLength, error).regex(pattern, error);
}

export function wholeNumber(what: string, min: number, max: number) {
  const error = expected(what, `write a whole number from ${min} to ${max}`);
  return z.int(error).min(min, error).max(max, error);
}

export const number = () => z.number(expected('a number', 'write a number, such as 0.98'));

export const flag = () => z.boolean(expected('true or false', 'write true or false'));

export function oneOf<const V extends readonly string[]>(values: V) {
  return z.enum(values);
}

/** The most entries of any list or map: checks compare entries with each other. */
export const mostEntries = 1000;

/** A list without repetitions. */
export function list<S extends z.ZodType>(item: S, minLength = 1) {
  const empty = expected('a list with something in it', 'name at least one, or remove the key');
  const long = expected('a list that is short enough', `name at most ${mostEntries}`);
  return z
    .array(item)
    .min(minLength, empty)
    .max(mostEntries, long)
    .check(({ value, issues }) => {
      const seen = new Set<unknown>();
      for (const [index, entry] of value.entries()) {
        if (!seen.has(entry) && seen.add(entry)) continue;
        const twice = expected('needed twice', 'remove one of the two').error;
        issues.push({
          code: 'custom',
          input: entry,
          path: [index],
          message: twice,
          params: { code: 'twice' },
        });
      }
    })
    .meta({ uniqueItems: true });
}

export const sentence = text('a sentence', 'say why, on one line of at most 500 characters', /\S/, 500);
