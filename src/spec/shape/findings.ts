import { z } from 'zod';
import type { Finding, Path } from '../nouns/noun.ts';
import { unwrapped } from './shape.ts';
import { didYouMean } from './suggest.ts';

type ZodIssue = z.core.$ZodIssue;

/** What zod expects, in words, with how to write it. */
const kinds: Readonly<Record<string, readonly [string, string]>> = {
  object: ['a map', 'write KEY: VALUE, indented below the key or in { }'],
  record: ['a map', 'write NAME: VALUE, indented below the key or in { }'],
  array: ['a list', 'write it in brackets: [a, b]'],
  string: ['text', 'write text, in quotes where it looks like a number'],
  number: ['a number', 'write a number'],
  int: ['a whole number', 'write a whole number'],
  boolean: ['true or false', 'write true or false'],
};

export function showPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const word = /^[\w-]{1,60}$/.test(part) ? part : JSON.stringify(part.slice(0, 60));
      return index === 0 ? word : `.${word}`;
    })
    .join('');
}

/** A short form of what stands there; never long, whatever it is. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
}

export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** The schema of what stands at `path`; undefined where nothing may. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  const inner = unwrapped(schema);
  const [first, ...rest] = path;
  if (first === undefined) return inner;
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType as z.ZodType, rest);
  if (inner instanceof z.ZodArray) return schemaAt(inner.element as z.ZodType, rest);
  const next = inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>)[first] : undefined;
  return next && schemaAt(next, rest);
}

/** What is expected, and how to write it: the form's own words, or those for its kind. */
function expectation(issue: ZodIssue): readonly [string, string] {
  const [what = '', how] = issue.message.split('\n');
  if (how !== undefined) return [what, how];
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return [`one of ${values.join(', ')}`, `write ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`];
  }
  const expected = issue.code === 'invalid_type' ? issue.expected : '';
  return kinds[expected] ?? ['what is expected here', 'see the JSON Schema of this file'];
}

function unknownKeys(keys: readonly string[], path: Path, schema: z.ZodType, within: Path): Finding[] {
  const object = schemaAt(schema, path);
  const allowed = object instanceof z.ZodObject ? Object.keys(object.shape) : [];
  const above = [...within, ...path];
  const where = above.length === 0 ? 'here' : `in ${showPath(above)}`;
  return keys.map((key) => ({
    code: 'unknown-key',
    path: [...path, key],
    at: 'key',
    message: `there is no key ${showPath([key])} ${where}`,
    fix: didYouMean(key, allowed) ?? `remove it; there are ${allowed.join(', ')}`,
  }));
}

function wrongName(issue: z.core.$ZodIssueInvalidKey, path: Path): Finding {
  const inner = issue.issues[0];
  const [what, how] = inner ? expectation(inner) : ['a name', 'use another one'];
  return {
    code: 'wrong-name',
    path,
    at: 'key',
    message: `${showValue(path.at(-1))} is not ${what}`,
    fix: how,
  };
}

function wrongValue(issue: ZodIssue, path: Path, value: unknown, within: Path): Finding {
  const shown = [...within, ...path];
  const [what, how] = expectation(issue);
  if (issue.code === 'custom' && issue.params?.code === 'twice') {
    return {
      code: 'twice',
      path,
      message: `${showValue(value)} stands in ${showPath(shown.slice(0, -1))} twice`,
      fix: how,
    };
  }
  if (value === undefined) {
    const fix = `add ${String(path.at(-1))}; ${how}`;
    return { code: 'missing', path, at: 'key', message: `${showPath(shown)} is missing`, fix };
  }
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const near = typeof value === 'string' ? didYouMean(value, values) : undefined;
  const message = `${showPath(shown)}: ${showValue(value)} is not ${what}`;
  return { code: 'wrong-value', path, message, fix: near ?? how };
}

function findingsOfIssue(issue: ZodIssue, schema: z.ZodType, root: unknown, within: Path): Finding[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const value = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, schema, within);
  if (issue.code !== 'invalid_key') return [wrongValue(issue, path, value, within)];
  // zod does not look at the value under a wrong name.
  const inner = schemaAt(schema, path);
  const below = inner?.safeParse(value).error;
  const found = inner && below ? findingsOf(below, inner, value, [...within, ...path]) : [];
  return [
    wrongName(issue, path),
    ...found.map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
  ];
}

/**
 * What zod found in `root`, in our words.
 * @param within where `root` stands in the file, for messages; paths of findings start at `root`
 */
export function findingsOf(
  error: z.ZodError,
  schema: z.ZodType,
  root: unknown,
  within: Path = [],
): Finding[] {
  return error.issues.flatMap((issue) => findingsOfIssue(issue, schema, root, within));
}
